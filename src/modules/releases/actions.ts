export { computed, failRelease, moveRelease, publishRelease } from './actions/carrying-out.ts'
export { approveRelease, returnRelease, submitRelease, withdrawRelease } from './actions/judging.ts'
export { cancelRelease, chooseLevels, computeAsked, saveHierarchy, saveRelease } from './actions/planning.ts'
export { takeNamed, takeOpen } from './actions/taking.ts'
