export * from './contract/assessments.ts'
export * from './contract/kinds.ts'
