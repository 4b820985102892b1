export { judgeProduct, saveProduct, submitProduct, withdrawProduct } from './actions/products.ts'
export { confirmRegistration, registerResource } from './actions/registrations.ts'
export { reviewRun, runTemplate, voidRuns } from './actions/runs.ts'
