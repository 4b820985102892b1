export * from './rules/categories.ts'
export * from './rules/resolve.ts'
export * from './rules/urgency.ts'
