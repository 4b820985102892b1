export { getAssessment, getAssessmentTable, listAssessments } from './queries/assessments.ts'
export { getKinds, listProtected } from './queries/kinds.ts'
