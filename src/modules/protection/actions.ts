export { askDetection, confirmKinds, saveProposals } from './actions/kinds.ts'
