export * from './contract/assessments.ts'
export * from './contract/corrections.ts'
export * from './contract/kinds.ts'
export * from './contract/mine.ts'
