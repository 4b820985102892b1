export { getGrading, getGradingTable, listDueGrades } from './queries/grading.ts'
export { getLineage, getResourceQuery, listResources } from './queries/resources.ts'
