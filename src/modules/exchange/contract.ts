export * from './contract/calls.ts'
export * from './contract/deliveries.ts'
export * from './contract/log.ts'
export * from './contract/systems.ts'
