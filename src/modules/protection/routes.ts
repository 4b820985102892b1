import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { askDetection, confirmKinds } from './actions.ts'
import { KindsView, ProtectedResources } from './contract.ts'
import { getKinds, listProtected } from './queries.ts'

const tag = 'protection'

export const kindRoutes: readonly Route[] = [
  queryRoute('/protection/resources', listProtected, {
    tag,
    summary: 'Resources and the personal information that they hold',
    response: ProtectedResources,
  }),
  queryRoute('/protection/resources/:id/kinds', getKinds, {
    tag,
    summary: 'What each item holds: described, proposed, confirmed',
    response: KindsView,
  }),
  actionRoute('/protection/resources/:id/detect', askDetection, {
    tag,
    summary: 'Look at the values again and propose',
  }),
  actionRoute('/protection/resources/:id/kinds', confirmKinds, {
    tag,
    summary: 'Say what each item holds',
  }),
]
