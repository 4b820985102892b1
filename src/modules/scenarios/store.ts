export * from './store/arriving.ts'
export * from './store/scenarios.ts'
