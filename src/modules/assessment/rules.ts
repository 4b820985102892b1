export * from './rules/gaming.ts'
export * from './rules/rates.ts'
