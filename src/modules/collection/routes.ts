import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { deliver } from './actions.ts'
import { Delivered, DeliveryPage, RowPage } from './contract.ts'
import { listDeliveries, listRows } from './queries.ts'

const tag = 'collection'

export const collectionRoutes: readonly Route[] = [
  actionRoute('/resources/:resource/deliveries', deliver, {
    tag,
    summary: 'Deliver rows; what breaks the contract is quarantined with the reason',
    status: 201,
    response: Delivered,
    bodyLimit: 32 * 1024 * 1024,
  }),
  queryRoute('/resources/:id/deliveries', listDeliveries, {
    tag,
    summary: 'What was delivered',
    response: DeliveryPage,
  }),
  queryRoute('/resources/:id/rows', listRows, {
    tag,
    summary: 'The provider’s own rows, now or as of an instant',
    response: RowPage,
  }),
]
