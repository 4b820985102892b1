export * from './rules/accuracy.ts'
export * from './rules/level.ts'
export * from './rules/series.ts'
export * from './rules/warning.ts'
