export {
  type AskKey,
  askName,
  callProgram,
  type Effects,
  exportedOf,
  type Looked,
  type ProgramCall,
  type RowKey,
  rowName,
  type Sources,
} from './calling.ts'
export type { Facts, ProgramActor } from './protocol.ts'
export { ProgramFault } from './threads.ts'
