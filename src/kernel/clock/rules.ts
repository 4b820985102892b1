export * from './rules/day.ts'
export * from './rules/duration.ts'
export * from './rules/format.ts'
export * from './rules/year.ts'
