import { Refusal } from '#kernel/action/define'
import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { systemActor } from '#kernel/identity/define'
import { noteUnkept } from '../actions.ts'
import {
  CommandAnswer,
  PageFigureList,
  PagePointList,
  PageRowList,
  PageView,
  PartyInvited,
  PartyJoined,
  PartyList,
  RunningScenarios,
} from '../contract.ts'
import { getPage, listPageFigures, listPagePoints, listPageRows, listParties, listRuns } from '../queries.ts'

const tag = 'scenario-runs'

interface Actions {
  readonly command: AnyAction
  readonly invite: AnyAction
  readonly join: AnyAction
  readonly end: AnyAction
}

const refusedKey = 'scenarios.program-refused'

/** What the program refuses or fails on is kept by no transaction of its own, and counted here. */
function counted(route: Route): Route {
  return {
    ...route,
    async run(kernel, r) {
      try {
        return await route.run(kernel, r)
      } catch (error) {
        if (error instanceof Refusal && error.message.startsWith('scenarios.program-')) {
          const isSandbox = isObject(r.body) && r.body.sandbox === true
          const { masked } = error.details
          const input = {
            code: r.params.code,
            sandbox: isSandbox,
            failed: error.message !== refusedKey,
            ...(Array.isArray(masked) ? { masked } : {}),
          }
          await kernel
            .execute(noteUnkept, { actor: systemActor('scenario.calls'), input, trace: r.trace })
            // Stopped meanwhile: what the caller reads is still the first refusal.
            .catch((again: unknown) => {
              if (!(again instanceof Refusal)) throw again
            })
        }
        throw error
      }
    },
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** What runs: pages, commands and the parties outside. */
export function runningRoutes({ command, invite, join, end }: Actions): Route[] {
  const page = '/scenario-runs/:code/pages/:page'
  return [
    queryRoute('/scenario-runs', listRuns, {
      tag,
      summary: 'Scenarios of which the reader has pages',
      response: RunningScenarios,
    }),
    queryRoute(page, getPage, { tag, summary: 'A page of a scenario', response: PageView }),
    queryRoute(`${page}/rows`, listPageRows, {
      tag,
      summary: 'Rows of a table on a page',
      response: PageRowList,
    }),
    queryRoute(`${page}/points`, listPagePoints, {
      tag,
      summary: 'What lies where on a page’s map',
      response: PagePointList,
    }),
    queryRoute(`${page}/figures`, listPageFigures, {
      tag,
      summary: 'An indicator on a page',
      response: PageFigureList,
    }),
    counted(
      actionRoute('/scenario-runs/:code/commands/:command', command, {
        tag,
        summary: 'Give a command of a scenario',
        response: CommandAnswer,
      }),
    ),
    queryRoute('/scenario-runs/:code/parties', listParties, {
      tag,
      summary: 'Parties outside, and their public keys',
      response: PartyList,
    }),
    {
      ...actionRoute('/scenario-runs/:code/parties', invite, {
        tag,
        summary: 'Let somebody outside act for a party',
        response: PartyInvited,
      }),
      status: 201,
    },
    {
      ...actionRoute('/scenario-parties/join', join, {
        tag,
        summary: 'Enter an invitation',
        response: PartyJoined,
      }),
      // A code is not to be found by trying.
      rateLimit: 10,
    },
    actionRoute('/scenario-parties/:id/end', end, { tag, summary: 'End a party’s right' }),
  ]
}
