export * from './actions/installing.ts'
export * from './actions/proposing.ts'
export * from './actions/reviewing.ts'
export * from './actions/running.ts'
