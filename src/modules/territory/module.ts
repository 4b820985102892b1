import { join } from 'node:path'
import { defineModule } from '#kernel/module'
import { importGrids, importTownships } from './actions.ts'
import { territoryMessages } from './messages.ts'
import { cellsQuery, layersQuery, mayImport } from './queries.ts'
import { startLayers } from './register.ts'
import { territoryRoutes } from './routes.ts'

export const territoryModule = defineModule({
  name: 'territory',
  migrations: join(import.meta.dirname, 'migrations'),
  actions: [importGrids, importTownships],
  queries: [mayImport, layersQuery, cellsQuery],
  routes: territoryRoutes,
  messages: territoryMessages,
  start: startLayers,
})
