export * from './contract/grants.ts'
export * from './contract/requests.ts'
export * from './contract/terms.ts'
