export * from './report/compose.ts'
export * from './report/facts.ts'
