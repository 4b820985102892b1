export * from './actions/ladder.ts'
export * from './actions/reports.ts'
