import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import {
  askDetection,
  confirmKinds,
  judgeAssessment,
  saveAssessment,
  saveAssessmentTable,
  submitAssessment,
} from './actions.ts'
import {
  AssessmentPage,
  AssessmentTable,
  AssessmentTableView,
  AssessmentView,
  KindsView,
  ProtectedResources,
} from './contract.ts'
import { getAssessment, getAssessmentTable, getKinds, listAssessments, listProtected } from './queries.ts'

const tag = 'protection'

const kindRoutes: readonly Route[] = [
  queryRoute('/protection/resources', listProtected, {
    tag,
    summary: 'Resources and the personal information that they hold',
    response: ProtectedResources,
  }),
  queryRoute('/protection/resources/:id/kinds', getKinds, {
    tag,
    summary: 'What each item holds: described, proposed, confirmed',
    response: KindsView,
  }),
  actionRoute('/protection/resources/:id/detect', askDetection, {
    tag,
    summary: 'Look at the values again and propose',
  }),
  actionRoute('/protection/resources/:id/kinds', confirmKinds, {
    tag,
    summary: 'Say what each item holds',
  }),
]

const assessmentRoutes: readonly Route[] = [
  queryRoute('/protection/assessments', listAssessments, {
    tag,
    summary: 'Impact assessments that you may see',
    response: AssessmentPage,
  }),
  actionRoute('/protection/assessments', saveAssessment, { tag, summary: 'Write an impact assessment' }),
  queryRoute('/protection/assessments/table', getAssessmentTable, {
    tag,
    summary: 'Which processing has to be assessed',
    response: AssessmentTableView,
  }),
  actionRoute('/protection/assessments/table', saveAssessmentTable, {
    tag,
    summary: 'Save which processing has to be assessed',
    response: AssessmentTable,
  }),
  queryRoute('/protection/assessments/:id', getAssessment, {
    tag,
    summary: 'One assessment with every version that was judged',
    response: AssessmentView,
  }),
  actionRoute('/protection/assessments/:id/submit', submitAssessment, {
    tag,
    summary: 'Hand an assessment to the authority',
  }),
  actionRoute('/protection/assessments/:id/judge', judgeAssessment, {
    tag,
    summary: 'Approve an assessment until a day, or return it',
  }),
]

export const protectionRoutes: readonly Route[] = [...kindRoutes, ...assessmentRoutes]
