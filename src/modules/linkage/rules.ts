export * from './rules/fields.ts'
export * from './rules/regroup.ts'
