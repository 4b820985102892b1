import { fileURLToPath } from 'node:url'
import { defineModule, type Module } from '#kernel/module'
import { checkBeforeDelivering } from '#modules/collection'
import {
  noteFailed,
  noteInstalled,
  notePart,
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
} from './actions.ts'
import { demoScenario } from './demo.ts'
import { carryOutJob, scenarioReactions } from './jobs.ts'
import { scenarioMessages } from './messages.ts'
import { checkManifest, getScenarioView, listScenarios } from './queries.ts'
import { scenarioRoutes } from './routes.ts'
import { refuseRows } from './store.ts'

export { checkFile } from './check.ts'

/** Packages of enterprises: checked, tried, reviewed, installed through the doors that there are, stopped, taken away. */
export function createScenarios(): Module {
  checkBeforeDelivering(refuseRows)
  return defineModule({
    name: 'scenarios',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    actions: [
      proposeScenario,
      saveScenarioVersion,
      trySandbox,
      reviewSecurity,
      reviewPrivacy,
      reviewEthics,
      publishScenario,
      suspendScenario,
      resumeScenario,
      retireScenario,
      notePart,
      noteInstalled,
      noteFailed,
    ],
    queries: [checkManifest, listScenarios, getScenarioView],
    routes: scenarioRoutes,
    jobs: [carryOutJob],
    reactions: scenarioReactions,
    messages: scenarioMessages,
    demo: demoScenario,
  })
}
