export * from './rules/templates.ts'
