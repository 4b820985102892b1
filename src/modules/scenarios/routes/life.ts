import { z } from 'zod'
import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import {
  bindGrant,
  proposeScenario,
  publishScenario,
  putBackParts,
  resumeScenario,
  retireScenario,
  reviewEthics,
  reviewPrivacy,
  reviewSecurity,
  saveScenarioVersion,
  suspendScenario,
  trySandbox,
  unbindGrant,
} from '../actions.ts'
import {
  AskList,
  CheckManifest,
  Conformance,
  mostBytes,
  ScenarioManifest,
  ScenarioMoved,
  ScenarioPage,
  ScenarioView,
} from '../contract.ts'
import { checkManifest, getScenarioView, listAsks, listScenarios } from '../queries.ts'

const tag = 'scenarios'
const doing = (path: string, action: AnyAction, summary: string): Route =>
  actionRoute(path, action, { tag, summary, response: ScenarioMoved })
/** A package, and what is said beside it. */
const bodyLimit = mostBytes + 16 * 1024

export const scenarioRoutes: readonly Route[] = [
  queryRoute('/scenarios', listScenarios, { tag, summary: 'Scenarios', response: ScenarioPage }),
  { ...doing('/scenarios', proposeScenario, 'Enter an enterprise’s package'), status: 201, bodyLimit },
  {
    method: 'GET',
    path: '/scenarios/manifest.schema.json',
    tag,
    summary: 'What a package has to look like, as JSON Schema',
    run: async () => z.toJSONSchema(ScenarioManifest, { io: 'input' }),
  },
  {
    method: 'POST',
    path: '/scenarios/check',
    tag,
    summary: 'Check a package; nothing is kept',
    body: CheckManifest,
    response: Conformance,
    bodyLimit,
    // A check of the largest package takes the server a moment.
    rateLimit: 30,
    run: (kernel, r) => kernel.ask(checkManifest, { actor: r.actor, input: r.body, trace: r.trace }),
  },
  queryRoute('/scenarios/:id', getScenarioView, { tag, summary: 'One scenario', response: ScenarioView }),
  {
    ...doing('/scenarios/:id/versions', saveScenarioVersion, 'Save a new version of the package'),
    bodyLimit,
  },
  doing('/scenarios/:id/sandbox', trySandbox, 'Install the version in the sandbox'),
  doing('/scenarios/:id/review-security', reviewSecurity, 'Review: security'),
  doing('/scenarios/:id/review-privacy', reviewPrivacy, 'Review: privacy'),
  doing('/scenarios/:id/review-ethics', reviewEthics, 'Review: ethics'),
  queryRoute('/scenarios/:id/asks', listAsks, {
    tag,
    summary: 'What it asks of other departments, and the grants that meet it',
    response: AskList,
  }),
  actionRoute('/scenarios/:id/asks/:ask/bind', bindGrant, {
    tag,
    summary: 'Name the grant by which a request is met',
  }),
  actionRoute('/scenarios/:id/asks/:ask/unbind', unbindGrant, { tag, summary: 'Take the grant away' }),
  doing('/scenarios/:id/publish', publishScenario, 'Publish what was reviewed'),
  doing('/scenarios/:id/suspend', suspendScenario, 'Stop a scenario at once'),
  doing('/scenarios/:id/resume', resumeScenario, 'Let a scenario run again'),
  doing('/scenarios/:id/put-back', putBackParts, 'Put back resources that were retired while it runs'),
  doing('/scenarios/:id/retire', retireScenario, 'End a scenario; its data stays with the department'),
]
