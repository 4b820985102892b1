export * from './rules/checker.ts'
export * from './rules/values.ts'
