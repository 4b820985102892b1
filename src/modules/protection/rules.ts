export * from './rules/assessments.ts'
export * from './rules/kinds.ts'
