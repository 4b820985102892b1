export * from './rules/kinds.ts'
