export * from './rules/mask.ts'
export * from './rules/normalise.ts'
