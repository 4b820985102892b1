export * from './contract/grading.ts'
export * from './contract/items.ts'
export * from './contract/requests.ts'
export * from './contract/resource.ts'
