import { fileURLToPath } from 'node:url'
import type { Action } from '#kernel/action'
import { caseQueries, caseRoutes } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import { checkBeforePublishing } from '#modules/catalogue'
import {
  applyForData,
  askForOwnPlaces,
  countPrefill,
  endGrant,
  expireGrant,
  exportGranted,
  readGranted,
  requestActionsOf,
  resumeGrant,
  saveClocks,
  stopGrants,
  suspendGrant,
  tellParties,
} from './actions.ts'
import { faultsOfForm } from './asked-once.ts'
import { dataRequest } from './case.ts'
import { demoSharing } from './demo.ts'
import { sharingJobs, sharingReactions } from './jobs.ts'
import { sharingMessages } from './messages.ts'
import {
  draftTerms,
  findPrefill,
  getClocks,
  getGrant,
  getLog,
  getMatrix,
  getUses,
  listGrants,
  simulateGrant,
} from './queries.ts'
import { sharingRoutes } from './routes.ts'

export { type Given, givenOf, givesRow } from './queries/given.ts'
export { filterCondition, horizonOf } from './queries/rows.ts'
export { countGrants, type GrantCounts, listWatched, type WatchedGrant } from './queries/watched.ts'
export {
  careLimits,
  countRows,
  countUse,
  findGrant,
  grantSubject,
  listHeld,
  listUses,
  usesOn,
} from './store.ts'
export { checkBeforeSwitchingOn, type SwitchingOn } from './switching.ts'
export { denial, giveCounted, giveRows, judgeCall, judgeUse, parseWhere, type Use } from './use.ts'

/** Asking for data, deciding within the clock, and the grants by which it is given. */
export function createSharing(parts: { clock: Clock; key: () => MasterKey }): Module {
  const apply = applyForData(parts.clock)
  const askOwn = askForOwnPlaces(parts.clock)
  checkBeforePublishing(faultsOfForm)
  const onRequest = requestActionsOf(parts.clock)
  const requests = caseQueries(dataRequest, parts.key)
  return defineModule({
    name: 'sharing',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    caseTypes: [dataRequest],
    actions: [
      apply,
      askOwn,
      ...Object.values(onRequest),
      suspendGrant,
      resumeGrant,
      endGrant,
      expireGrant,
      stopGrants,
      tellParties,
      saveClocks,
      readGranted,
      exportGranted,
      countPrefill,
    ],
    queries: [
      listGrants,
      getGrant,
      getMatrix,
      getUses,
      getLog,
      simulateGrant,
      draftTerms,
      findPrefill,
      getClocks,
      ...Object.values(requests),
    ],
    routes: [
      ...sharingRoutes(apply, askOwn),
      ...caseRoutes(dataRequest, '/data-requests', requests, onRequest as unknown as Record<string, Action>),
    ],
    jobs: sharingJobs,
    reactions: sharingReactions,
    messages: sharingMessages,
    demo: (kernel) => demoSharing(kernel, { apply, onRequest }),
  })
}
