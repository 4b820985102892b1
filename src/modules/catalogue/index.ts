import { fileURLToPath } from 'node:url'
import { defineModule } from '#kernel/module'
import {
  createResource,
  linkLineage,
  publishResource,
  retireResource,
  saveDraft,
  unlinkLineage,
} from './actions.ts'
import { catalogueMessages } from './messages.ts'
import { getLineage, getResourceQuery, listResources } from './queries.ts'
import { catalogueRoutes } from './routes.ts'

export { createResource, publishResource, subjectOf } from './actions/resources.ts'
export { findResource, getResource } from './store.ts'

/** What data there is, who answers for it, and what holds when it arrives. */
export const catalogueModule = defineModule({
  name: 'catalogue',
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  actions: [createResource, saveDraft, publishResource, retireResource, linkLineage, unlinkLineage],
  queries: [listResources, getResourceQuery, getLineage],
  routes: catalogueRoutes,
  messages: catalogueMessages,
})
