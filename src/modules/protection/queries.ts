export { getKinds, listProtected } from './queries/kinds.ts'
