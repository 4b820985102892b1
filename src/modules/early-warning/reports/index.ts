export { keepWarningReport, keepWording, signWarningReport } from './actions.ts'
export { warningReportJobs } from './jobs.ts'
export { getWarningReport, listWarningReports, readReportFacts } from './queries.ts'
export { warningReportRoutes } from './routes.ts'
