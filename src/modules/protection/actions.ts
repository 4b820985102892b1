export {
  judgeAssessment,
  saveAssessment,
  saveAssessmentTable,
  submitAssessment,
} from './actions/assessments.ts'
export { askDetection, confirmKinds, saveProposals } from './actions/kinds.ts'
