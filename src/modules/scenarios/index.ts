import { fileURLToPath } from 'node:url'
import type { Action } from '#kernel/action'
import { caseQueries, caseRoutes } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import type { Job } from '#kernel/jobs'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import { checkBeforeDelivering } from '#modules/collection'
import {
  bindGrant,
  caseActionsOf,
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
  openCase,
  proposeScenario,
  publishScenario,
  putBackParts,
  react,
  recordCases,
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
  unbindGrant,
  withdrawNeed,
  withdrawOffer,
} from './actions.ts'
import { scenarioCase } from './case.ts'
import { casingReactions, helpJob, recordJob } from './casing.ts'
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
  listAsks,
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
  listSteps,
  readChangesBySystem,
} from './queries.ts'
import { reactingReactions, reactJob } from './reacting.ts'
import { caseStepRoutes, runningRoutes, scenarioRoutes, systemRoutes, wishRoutes } from './routes.ts'
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
const lifeActions = [
  proposeScenario,
  saveScenarioVersion,
  trySandbox,
  reviewSecurity,
  reviewPrivacy,
  reviewEthics,
  publishScenario,
  suspendScenario,
  putBackParts,
  resumeScenario,
  retireScenario,
  notePart,
  noteInstalled,
  noteFailed,
]
const wishQueries = [listNeeds, getNeedView, listFits, listOffers]

/** What cases of packages are made of; the jobs that open them and end them with their sandbox included. */
function caseParts({ key, clock }: { key: () => MasterKey; clock: Clock }) {
  const [open, act, reads] = [openCase(clock), caseActionsOf(clock), caseQueries(scenarioCase, key)]
  return {
    actions: [open, recordCases, ...Object.values(act)],
    queries: [...Object.values(reads), listSteps],
    routes: [
      ...caseStepRoutes,
      ...caseRoutes(scenarioCase, '/scenario-cases', reads, act as unknown as Record<string, Action>),
    ],
    jobs: [carryOutJob(act.revoke), reactJob(open), helpJob(act.askCo), recordJob],
  }
}

/** Packages of enterprises: checked, tried, reviewed, installed through the doors that there are, stopped, taken away. */
export function createScenarios({ key, clock }: { key: () => MasterKey; clock: Clock }): Module {
  checkBeforeDelivering(refuseRows)
  const cases = caseParts({ key, clock })
  const partyActions = { invite: inviteParty(key), join: joinParty(key), end: endParty as unknown as Action }
  const command = giveCommand(key) as unknown as Action
  const offering = { enterOffer: enterOffer(key), offer: getOfferView(key) }
  return defineModule({
    name: 'scenarios',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    caseTypes: [scenarioCase],
    actions: [
      ...cases.actions,
      ...lifeActions,
      command,
      noteUnkept,
      react,
      skipChange,
      ...Object.values(partyActions),
      bindGrant,
      unbindGrant,
      issueKey,
      endKey,
      deliverBySystem,
      ...wishActions,
      offering.enterOffer,
    ],
    queries: [
      ...cases.queries,
      checkManifest,
      listScenarios,
      getScenarioView,
      listRuns,
      listParties,
      getPage,
      listPageRows,
      listPagePoints,
      listPageFigures,
      listAsks,
      listKeys,
      findKey,
      readChangesBySystem,
      ...wishQueries,
      offering.offer,
    ],
    routes: [
      ...scenarioRoutes,
      ...cases.routes,
      ...runningRoutes({ command, ...partyActions }),
      ...systemRoutes,
      ...wishRoutes(offering),
    ],
    jobs: [...cases.jobs, endNeedsJob, tellJob, tellOfferJob] as Job[],
    reactions: [...scenarioReactions, ...reactingReactions, ...casingReactions, ...tellReactions],
    messages: scenarioMessages,
    demo: async (kernel) => {
      await demoScenario(kernel)
      await demoWishes(kernel, offering.enterOffer)
    },
  })
}
