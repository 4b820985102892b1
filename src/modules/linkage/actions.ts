export { judgePair } from './actions/judging.ts'
export { saveLinkage, startRun } from './actions/linkages.ts'
export { finishRun, moveRun, storePart } from './actions/storing.ts'
