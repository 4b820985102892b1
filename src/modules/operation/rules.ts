export * from './rules/answer.ts'
export * from './rules/templates.ts'
