export * from './actions/cases.ts'
export * from './actions/findings.ts'
export * from './actions/reports.ts'
export * from './actions/tables.ts'
