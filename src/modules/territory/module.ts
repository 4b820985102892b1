import { defineModule } from '#kernel/module'
import { territoryRoutes } from './routes.ts'

export const territoryModule = defineModule({ name: 'territory', routes: territoryRoutes })
