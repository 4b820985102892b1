import { fileURLToPath } from 'node:url'
import type { Action } from '#kernel/action'
import { caseQueries, caseRoutes } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import { applyForData, endGrant, requestActionsOf, resumeGrant, saveClocks, suspendGrant } from './actions.ts'
import { dataRequest } from './case.ts'
import { sharingMessages } from './messages.ts'
import { getClocks, getGrant, listGrants, readGranted } from './queries.ts'
import { sharingRoutes } from './routes.ts'

export { horizonOf } from './queries/rows.ts'
export { countRows, countUse, findGrant, grantSubject, listUses, usesOn } from './store.ts'
export { denial, giveRows, judgeUse, parseWhere, type Use } from './use.ts'

/** Asking for data, deciding within the clock, and the grants by which it is given. */
export function createSharing(parts: { clock: Clock; key: () => MasterKey }): Module {
  const apply = applyForData(parts.clock)
  const onRequest = requestActionsOf(parts.clock)
  const requests = caseQueries(dataRequest, parts.key)
  return defineModule({
    name: 'sharing',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    caseTypes: [dataRequest],
    actions: [apply, ...Object.values(onRequest), suspendGrant, resumeGrant, endGrant, saveClocks],
    queries: [listGrants, getGrant, readGranted, getClocks, ...Object.values(requests)],
    routes: [
      ...sharingRoutes(apply),
      ...caseRoutes(dataRequest, '/data-requests', requests, onRequest as unknown as Record<string, Action>),
    ],
    messages: sharingMessages,
  })
}
