import { fileURLToPath } from 'node:url'
import { defineModule } from '#kernel/module'
import { deliver } from './actions.ts'
import { collectionMessages } from './messages.ts'
import { listDeliveries, listRows } from './queries.ts'
import { collectionRoutes } from './routes.ts'

export { deliver } from './actions.ts'

/** Data arriving: checked by its contract, stored with its history, or quarantined with the reason. */
export const collectionModule = defineModule({
  name: 'collection',
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  actions: [deliver],
  queries: [listDeliveries, listRows],
  routes: collectionRoutes,
  messages: collectionMessages,
})
