export * from './rules/runs.ts'
