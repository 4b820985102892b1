export * from './queries/ladder.ts'
export * from './queries/overview.ts'
export * from './queries/reports.ts'
