export * from './contract/alert.ts'
