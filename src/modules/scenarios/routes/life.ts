import { z } from 'zod'
import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import {
  proposeScenario,
  publishScenario,
  resumeScenario,
  retireScenario,
  reviewEthics,
  reviewPrivacy,
  reviewSecurity,
  saveScenarioVersion,
  suspendScenario,
  trySandbox,
} from '../actions.ts'
import {
  CheckManifest,
  Conformance,
  mostBytes,
  ScenarioManifest,
  ScenarioMoved,
  ScenarioPage,
  ScenarioView,
} from '../contract.ts'
import { checkManifest, getScenarioView, listScenarios } from '../queries.ts'

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
  doing('/scenarios/:id/publish', publishScenario, 'Publish what was reviewed'),
  doing('/scenarios/:id/suspend', suspendScenario, 'Stop a scenario at once'),
  doing('/scenarios/:id/resume', resumeScenario, 'Let a scenario run again'),
  doing('/scenarios/:id/retire', retireScenario, 'End a scenario; its data stays with the department'),
]
