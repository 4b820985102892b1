export { applyForData } from './actions/apply.ts'
export { saveClocks } from './actions/clocks.ts'
export { endGrant, resumeGrant, suspendGrant } from './actions/grants.ts'
export { requestActionsOf } from './actions/requests.ts'
