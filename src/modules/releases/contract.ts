export * from './contract/plan.ts'
export * from './contract/requests.ts'
export * from './contract/result.ts'
export * from './contract/views.ts'
