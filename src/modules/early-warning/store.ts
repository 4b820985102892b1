export * from './store/due.ts'
export * from './store/signals.ts'
export * from './store/stream.ts'
export * from './store/watches.ts'
