import { fileURLToPath } from 'node:url'
import { defineModule } from '#kernel/module'
import {
  confirmRegistration,
  judgeProduct,
  registerResource,
  reviewRun,
  runTemplate,
  saveProduct,
  submitProduct,
  voidRuns,
  withdrawProduct,
} from './actions.ts'
import { operationReactions, withdrawJob } from './jobs.ts'
import { operationMessages } from './messages.ts'
import {
  getProductQuery,
  getStatement,
  listHeld,
  listProducts,
  listRegistrations,
  listRuns,
} from './queries.ts'
import { operationRoutes } from './routes.ts'

/** Authorised operation of public data: products ask registered questions, and get figures. */
export const operationModule = defineModule({
  name: 'operation',
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  actions: [
    registerResource,
    confirmRegistration,
    saveProduct,
    submitProduct,
    ...Object.values(judgeProduct),
    withdrawProduct,
    runTemplate,
    reviewRun,
    voidRuns,
  ],
  queries: [listProducts, getProductQuery, listRuns, listHeld, listRegistrations, getStatement],
  routes: operationRoutes,
  jobs: [withdrawJob],
  reactions: operationReactions,
  messages: operationMessages,
})
