export * from './rules/base.ts'
export * from './rules/checks.ts'
export * from './rules/fields.ts'
export * from './rules/target.ts'
