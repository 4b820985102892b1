import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { findCase } from '#kernel/cases'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { type caseActionsOf, recordCases } from './actions.ts'
import { scenarioCase } from './case.ts'
import type { ScenarioCaseDetails } from './contract.ts'
import { actorOf } from './installing.ts'
import { getScenario, openerOf, type Scenario } from './store.ts'

const helpName = 'scenario.ask-helpers'

/** A new case asks those whom its table and the duty list name beside the lead, as its lead would. */
export function helpJob(askCo: ReturnType<typeof caseActionsOf>['askCo']) {
  return defineJob({
    name: helpName,
    input: z.object({ case: z.uuid(), event: z.uuid() }),
    async run(kernel, { case: id, event }) {
      const c = await findCase<ScenarioCaseDetails>(kernel.app.db, scenarioCase.type, id)
      if (c === undefined || c.closedAt !== null || c.co.length > 0) return
      const { with: named, days } = c.details.dispatched
      // One of them may lead by now.
      const orgs = named.filter((org) => org !== c.lead?.org)
      if (orgs.length === 0 || c.details.sandbox !== 0) return
      await kernel.execute(askCo, {
        actor: systemActor(helpName),
        input: {
          id,
          version: c.version,
          orgs,
          workingDays: Math.min(days, mostDays),
          reason: '按决策表和职责清单协办',
        },
        key: event,
      })
    },
  })
}

/** As many as a co-handler is given at most. */
const mostDays = 30

/** A case has moved, or its scenario runs again: the package's own resource is told. */
export const recordJob = defineJob({
  name: 'scenario.record-cases',
  input: z.object({ case: z.uuid().optional(), scenario: z.uuid().optional() }),
  concurrency: 1,
  async run(kernel, { case: id, scenario }) {
    const { db } = kernel.app
    const opener = id === undefined ? undefined : await openerOf(db, id)
    const of = scenario ?? opener?.scenario
    if (of === undefined) return
    const s = await getScenario(db, of)
    const sandbox = opener !== undefined && opener.sandbox !== 0
    while (await tellMore(kernel, s, sandbox));
  },
})

/** @returns whether there is more to tell */
async function tellMore(kernel: Kernel, s: Scenario, sandbox: boolean): Promise<boolean> {
  try {
    const told = await kernel.execute(recordCases, { actor: actorOf(s), input: { code: s.code, sandbox } })
    return told.more
  } catch (error) {
    // Suspended, replaced or retired meanwhile: once it runs again it is told.
    if (error instanceof Refusal) return false
    throw error
  }
}

const moves = ['submitted', 'accepted', 'advanced', 'finished', 'revoked', 'transferred'] as const

export const casingReactions: readonly Reaction[] = [
  {
    on: `${scenarioCase.type}.submitted`,
    job: helpName,
    input: ({ subject, id }) => ({ case: subject.id, event: id }),
  },
  ...moves.map(
    (step): Reaction => ({
      on: `${scenarioCase.type}.${step}`,
      job: recordJob.name,
      input: ({ subject }) => ({ case: subject.id }),
    }),
  ),
  ...['published', 'resumed'].map(
    (step): Reaction => ({
      on: `scenario.${step}`,
      job: recordJob.name,
      input: ({ subject }) => ({ scenario: subject.id }),
    }),
  ),
]
