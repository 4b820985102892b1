export { getAssessment, getAssessmentTable, listAssessments } from './queries/assessments.ts'
export { compareCorrection } from './queries/corrections.ts'
export { getKinds, listProtected } from './queries/kinds.ts'
export { getOwnData } from './queries/mine.ts'
