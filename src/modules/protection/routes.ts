import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import {
  askDetection,
  confirmDeletion,
  confirmKinds,
  judgeAssessment,
  saveAssessment,
  saveAssessmentTable,
  saveRetention,
  submitAssessment,
} from './actions.ts'
import {
  AssessmentPage,
  AssessmentTable,
  AssessmentTableView,
  AssessmentView,
  CorrectionMade,
  CorrectionValues,
  KindsView,
  OwnData,
  ProtectedResources,
  RetentionPage,
} from './contract.ts'
import {
  getAssessment,
  getAssessmentTable,
  getKinds,
  listAssessments,
  listProtected,
  listRetention,
} from './queries.ts'

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

const retentionRoutes: readonly Route[] = [
  queryRoute('/protection/retention', listRetention, {
    tag,
    summary: 'How long rows are kept, what is due, certificates of deletion',
    response: RetentionPage,
  }),
  actionRoute('/protection/resources/:id/retention', saveRetention, {
    tag,
    summary: 'Say how long rows of a resource are kept',
  }),
  actionRoute('/protection/deletions/:id/confirm', confirmDeletion, {
    tag,
    summary: 'Confirm that what is due goes',
  }),
]

/** Doors of a person's own data, which need the vault. */
export interface OwnParts {
  readonly getOwn: Parameters<typeof queryRoute>[1]
  readonly ask: AnyAction
  readonly compare: Parameters<typeof queryRoute>[1]
  readonly verify: AnyAction
}

export function protectionRoutes(own: OwnParts): Route[] {
  return [
    ...kindRoutes,
    ...assessmentRoutes,
    ...retentionRoutes,
    queryRoute('/me/data', own.getOwn, {
      tag,
      summary: 'What is held about you, by whom, and who may see it',
      response: OwnData,
    }),
    actionRoute('/me/data/corrections', own.ask, {
      tag,
      summary: 'Ask to correct, explain or delete a row about you',
      status: 201,
      response: CorrectionMade,
    }),
    queryRoute('/data-corrections/:id/compare', own.compare, {
      tag,
      summary: 'The row as it is held, beside what the person says is right',
      response: CorrectionValues,
    }),
    {
      ...actionRoute('/protection/identities', own.verify, {
        tag,
        summary: 'At the counter: the card of a person was seen',
      }),
      rateLimit: 30,
    },
  ]
}
