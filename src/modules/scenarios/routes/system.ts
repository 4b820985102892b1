import { Refusal } from '#kernel/action/define'
import { actionRoute, queryRoute, type Route, type RouteRequest } from '#kernel/http/define'
import { anonymous, clientActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { ChangePage, Delivered } from '#modules/collection/contract'
import { deliverBySystem, endKey, issueKey } from '../actions.ts'
import { KeyIssued, KeyList } from '../contract.ts'
import { findKey, listKeys, readChangesBySystem } from '../queries.ts'
import { noteKeyUse } from '../store.ts'

const tag = 'scenario-systems'
/** Five thousand rows. */
const bodyLimit = 8 * 1024 * 1024

/** By the key alone, whatever session there is: header `Scenario-Key`. */
async function systemOf(kernel: Kernel, r: RouteRequest) {
  const key = r.raw.headers['scenario-key']
  if (typeof key !== 'string') throw new Refusal('unauthenticated', 'scenarios.wrong-key', {})
  const { id, name } = await kernel.ask(findKey, { actor: anonymous, input: { key }, trace: r.trace })
  await noteKeyUse(kernel.app.db, id, kernel.clock.now())
  return clientActor(id, name)
}

/** The same door, entered by a system. */
function bySystem(route: Route): Route {
  return { ...route, run: async (kernel, r) => route.run(kernel, { ...r, actor: await systemOf(kernel, r) }) }
}

/** Doors of the enterprise's own systems, and the department's hand on their keys. */
export const systemRoutes: readonly Route[] = [
  queryRoute('/scenario-runs/:code/keys', listKeys, {
    tag,
    summary: 'Keys of the enterprise’s systems',
    response: KeyList,
  }),
  {
    ...actionRoute('/scenario-runs/:code/keys', issueKey, {
      tag,
      summary: 'Issue a key; it is told once',
      response: KeyIssued,
    }),
    status: 201,
  },
  actionRoute('/scenario-keys/:id/end', endKey, { tag, summary: 'End a key' }),
  bySystem({
    ...actionRoute('/scenario-systems/resources/:resource/rows', deliverBySystem, {
      tag,
      summary: 'Deliver rows to a resource of the scenario (header Scenario-Key)',
      response: Delivered,
    }),
    status: 201,
    bodyLimit,
  }),
  bySystem(
    queryRoute('/scenario-systems/resources/:resource/changes', readChangesBySystem, {
      tag,
      summary: 'What changed in a resource of the scenario (header Scenario-Key)',
      response: ChangePage,
    }),
  ),
]
