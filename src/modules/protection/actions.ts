export {
  judgeAssessment,
  saveAssessment,
  saveAssessmentTable,
  submitAssessment,
} from './actions/assessments.ts'
export { askCorrection, correctionActionsOf } from './actions/corrections.ts'
export { eraseRow } from './actions/erase.ts'
export { askDetection, confirmKinds, saveProposals } from './actions/kinds.ts'
export {
  confirmDeletion,
  countAllDue,
  deletePart,
  proposeDeletion,
  saveRetention,
} from './actions/retention.ts'
export { saveSubjects, verifyIdentity } from './actions/subjects.ts'
