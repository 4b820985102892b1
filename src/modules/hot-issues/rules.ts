export * from './rules/heat.ts'
export * from './rules/naming.ts'
export * from './rules/task.ts'
export * from './rules/trend.ts'
