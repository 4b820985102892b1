export * from './contract/alert.ts'
export * from './contract/requests.ts'
export * from './contract/sources.ts'
