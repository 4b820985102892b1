import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import {
  createResource,
  linkLineage,
  publishResource,
  retireResource,
  saveDraft,
  unlinkLineage,
} from './actions.ts'
import { Lineage, ResourcePage, ResourceSaved, ResourceView } from './contract.ts'
import { getLineage, getResourceQuery, listResources } from './queries.ts'

const tag = 'catalogue'

export const catalogueRoutes: readonly Route[] = [
  queryRoute('/resources', listResources, { tag, summary: 'Data resources', response: ResourcePage }),
  queryRoute('/resources/:id', getResourceQuery, {
    tag,
    summary: 'One data resource with its versions',
    response: ResourceView,
  }),
  queryRoute('/resources/:id/lineage', getLineage, {
    tag,
    summary: 'Where a resource comes from and what is made of it',
    response: Lineage,
  }),
  changing('/resources', createResource, 'Describe a new data resource', 201),
  changing('/resources/:id/draft', saveDraft, 'Save what is being prepared'),
  changing('/resources/:id/publish', publishResource, 'Publish the draft as the next version'),
  changing('/resources/:id/retire', retireResource, 'Retire a resource, with the reason'),
  actionRoute('/resources/:id/link', linkLineage, { tag, summary: 'Say what a resource is made from' }),
  actionRoute('/resources/:id/unlink', unlinkLineage, { tag, summary: 'Take a source away' }),
]

function changing(path: string, action: AnyAction, summary: string, status = 200): Route {
  return actionRoute(path, action, {
    tag,
    summary,
    status,
    response: ResourceSaved,
    bodyLimit: 2 * 1024 * 1024,
  })
}
