export * from './rules/assessments.ts'
export * from './rules/corrections.ts'
export * from './rules/kinds.ts'
export * from './rules/mine.ts'
