import { join } from 'node:path'
import { defineModule } from '#kernel/module'
import { importGrids, importTownships } from './actions.ts'
import { cellsQuery, layersQuery } from './queries.ts'
import { startLayers } from './register.ts'
import { territoryRoutes } from './routes.ts'

export const territoryModule = defineModule({
  name: 'territory',
  migrations: join(import.meta.dirname, 'migrations'),
  actions: [importGrids, importTownships],
  queries: [layersQuery, cellsQuery],
  routes: territoryRoutes,
  start: startLayers,
})
