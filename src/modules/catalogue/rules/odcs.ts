export {
  contractOf,
  type Exported,
  exportContract,
  importContract,
} from './odcs/contract.ts'
export type { Note } from './odcs/items.ts'
export { isObject, type JsonObject } from './odcs/overlay.ts'
