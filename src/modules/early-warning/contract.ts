export * from './contract/report.ts'
export * from './contract/signal.ts'
export * from './contract/warning.ts'
export * from './contract/watch.ts'
