import { fileURLToPath } from 'node:url'
import type { Action } from '#kernel/action'
import type { Job } from '#kernel/jobs'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import { checkBeforeDelivering } from '#modules/collection'
import {
  deliverBySystem,
  endKey,
  endParty,
  giveCommand,
  inviteParty,
  issueKey,
  joinParty,
  noteFailed,
  noteInstalled,
  notePart,
  noteUnkept,
  proposeScenario,
  publishScenario,
  react,
  resumeScenario,
  retireScenario,
  reviewEthics,
  reviewPrivacy,
  reviewSecurity,
  saveScenarioVersion,
  skipChange,
  suspendScenario,
  trySandbox,
} from './actions.ts'
import { demoScenario } from './demo.ts'
import { carryOutJob, scenarioReactions } from './jobs.ts'
import { scenarioMessages } from './messages.ts'
import {
  checkManifest,
  findKey,
  getPage,
  getScenarioView,
  listKeys,
  listPageFigures,
  listPagePoints,
  listPageRows,
  listParties,
  listRuns,
  listScenarios,
  readChangesBySystem,
} from './queries.ts'
import { reactingReactions, reactJob } from './reacting.ts'
import { runningRoutes, scenarioRoutes, systemRoutes } from './routes.ts'
import { refuseRows } from './store.ts'
import { tellJob, tellReactions } from './telling.ts'

export { checkFile, newPackage, PackageError, readPackage } from './check.ts'

/** Packages of enterprises: checked, tried, reviewed, installed through the doors that there are, stopped, taken away. */
export function createScenarios({ key }: { key: () => MasterKey }): Module {
  checkBeforeDelivering(refuseRows)
  const partyActions = { invite: inviteParty(key), join: joinParty(key), end: endParty as unknown as Action }
  const command = giveCommand(key) as unknown as Action
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
      command,
      noteUnkept,
      react,
      skipChange,
      ...Object.values(partyActions),
      issueKey,
      endKey,
      deliverBySystem,
    ],
    queries: [
      checkManifest,
      listScenarios,
      getScenarioView,
      listRuns,
      listParties,
      getPage,
      listPageRows,
      listPagePoints,
      listPageFigures,
      listKeys,
      findKey,
      readChangesBySystem,
    ],
    routes: [...scenarioRoutes, ...runningRoutes({ command, ...partyActions }), ...systemRoutes],
    jobs: [carryOutJob, reactJob, tellJob] as Job[],
    reactions: [...scenarioReactions, ...reactingReactions, ...tellReactions],
    messages: scenarioMessages,
    demo: demoScenario,
  })
}
