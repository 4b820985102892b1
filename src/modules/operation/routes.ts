import { z } from 'zod'
import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import {
  confirmRegistration,
  judgeProduct,
  registerResource,
  reviewRun,
  runTemplate,
  saveProduct,
  submitProduct,
  withdrawProduct,
} from './actions.ts'
import { HeldRun, Product, Registration, RunView, Statement } from './contract.ts'
import {
  getProductQuery,
  getStatement,
  listHeld,
  listProducts,
  listRegistrations,
  listRuns,
} from './queries.ts'

const tag = 'operation'
const rowsOf = (row: z.ZodType, id: string) => z.object({ rows: z.array(row) }).meta({ id })
const doing = (path: string, action: AnyAction, summary: string): Route =>
  actionRoute(path, action, { tag, summary })

export const operationRoutes: readonly Route[] = [
  queryRoute('/operation/registrations', listRegistrations, {
    tag,
    summary: 'Resources that may be operated',
    response: rowsOf(Registration, 'OperationRegistrations'),
  }),
  doing('/operation/registrations/:id', registerResource, 'Register a resource for operation'),
  doing('/operation/registrations/:id/confirm', confirmRegistration, 'Confirm or refuse a registration'),
  queryRoute('/operation/products', listProducts, {
    tag,
    summary: 'Products that you may see',
    response: rowsOf(Product, 'OperationProducts'),
  }),
  queryRoute('/operation/products/:id', getProductQuery, { tag, summary: 'One product', response: Product }),
  doing('/operation/products', saveProduct, 'Save a product'),
  doing('/operation/products/:id/submit', submitProduct, 'Submit a product for registration'),
  doing('/operation/products/:id/register', judgeProduct.register, 'Register a product'),
  doing('/operation/products/:id/refuse', judgeProduct.refuse, 'Refuse a product, with the reason'),
  doing('/operation/products/:id/suspend', judgeProduct.suspend, 'Answer nothing until resumed'),
  doing('/operation/products/:id/resume', judgeProduct.resume, 'Resume a suspended product'),
  doing('/operation/products/:id/withdraw', withdrawProduct, 'Withdraw a product for good'),
  actionRoute('/operation/products/:id/run', runTemplate, {
    tag,
    summary: 'Ask a registered question',
    response: RunView,
  }),
  queryRoute('/operation/products/:id/runs', listRuns, {
    tag,
    summary: 'What a product was answered',
    response: rowsOf(RunView, 'OperationRuns'),
  }),
  queryRoute('/operation/products/:id/statement', getStatement, {
    tag,
    summary: 'Answers and amount of a month',
    response: Statement,
  }),
  queryRoute('/operation/held', listHeld, {
    tag,
    summary: 'Outputs that wait for their provider',
    response: rowsOf(HeldRun, 'HeldOutputs'),
  }),
  doing('/operation/held/:id/review', reviewRun, 'Release or refuse an output'),
]
