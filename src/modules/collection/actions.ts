export { deliver } from './actions/deliver.ts'
