export * from './rules/compose.ts'
export * from './rules/facts.ts'
export * from './rules/period.ts'
export * from './rules/wording.ts'
