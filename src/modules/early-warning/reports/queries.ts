export { readReportFacts } from './queries/facts.ts'
export { getWarningReport, listWarningReports } from './queries/reports.ts'
