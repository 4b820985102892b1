export * from './contract/kinds.ts'
