import { fileURLToPath } from 'node:url'
import type { Action } from '#kernel/action'
import type { Job } from '#kernel/jobs'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import { checkBeforeDelivering } from '#modules/collection'
import {
  closeNeed,
  deliverBySystem,
  editNeed,
  endKey,
  endParty,
  enterNeed,
  enterOffer,
  expireNeed,
  giveCommand,
  inviteParty,
  issueKey,
  joinParty,
  listOffer,
  matchNeed,
  nameScenario,
  noteFailed,
  noteInstalled,
  notePart,
  noteUnkept,
  proposeScenario,
  publishScenario,
  react,
  refuseOffer,
  reopenNeed,
  resumeScenario,
  retireScenario,
  reviewEthics,
  reviewPrivacy,
  reviewSecurity,
  saveScenarioVersion,
  skipChange,
  suspendScenario,
  trySandbox,
  withdrawNeed,
  withdrawOffer,
} from './actions.ts'
import { demoScenario, demoWishes } from './demo.ts'
import { carryOutJob, endNeedsJob, scenarioReactions } from './jobs.ts'
import { scenarioMessages } from './messages.ts'
import {
  checkManifest,
  findKey,
  getNeedView,
  getOfferView,
  getPage,
  getScenarioView,
  listFits,
  listKeys,
  listNeeds,
  listOffers,
  listPageFigures,
  listPagePoints,
  listPageRows,
  listParties,
  listRuns,
  listScenarios,
  readChangesBySystem,
} from './queries.ts'
import { reactingReactions, reactJob } from './reacting.ts'
import { runningRoutes, scenarioRoutes, systemRoutes, wishRoutes } from './routes.ts'
import { refuseRows } from './store.ts'
import { tellJob, tellOfferJob, tellReactions } from './telling.ts'

export { checkFile, newPackage, PackageError, readPackage } from './check.ts'

const wishActions = [
  enterNeed,
  editNeed,
  expireNeed,
  matchNeed,
  reopenNeed,
  nameScenario,
  closeNeed,
  withdrawNeed,
  listOffer,
  refuseOffer,
  withdrawOffer,
]
const wishQueries = [listNeeds, getNeedView, listFits, listOffers]

/** Packages of enterprises: checked, tried, reviewed, installed through the doors that there are, stopped, taken away. */
export function createScenarios({ key }: { key: () => MasterKey }): Module {
  checkBeforeDelivering(refuseRows)
  const partyActions = { invite: inviteParty(key), join: joinParty(key), end: endParty as unknown as Action }
  const command = giveCommand(key) as unknown as Action
  const offering = { enterOffer: enterOffer(key), offer: getOfferView(key) }
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
      ...wishActions,
      offering.enterOffer,
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
      ...wishQueries,
      offering.offer,
    ],
    routes: [
      ...scenarioRoutes,
      ...runningRoutes({ command, ...partyActions }),
      ...systemRoutes,
      ...wishRoutes(offering),
    ],
    jobs: [carryOutJob, endNeedsJob, reactJob, tellJob, tellOfferJob] as Job[],
    reactions: [...scenarioReactions, ...reactingReactions, ...tellReactions],
    messages: scenarioMessages,
    demo: async (kernel) => {
      await demoScenario(kernel)
      await demoWishes(kernel, offering.enterOffer)
    },
  })
}
