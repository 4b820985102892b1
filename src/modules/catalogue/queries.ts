export { exportedTogether, exportResources, knownCodes, mayImport } from './queries/files.ts'
export { getGrading, getGradingTable, listDueGrades } from './queries/grading.ts'
export { getLineage, getResourceQuery, listResources } from './queries/resources.ts'
