import { fileURLToPath } from 'node:url'
import { caseQueries, caseRoutes } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import type { AnyAction } from '#kernel/http/define'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import { checkBeforeSwitchingOn } from '#modules/sharing'
import {
  askCorrection,
  askDetection,
  confirmDeletion,
  confirmKinds,
  correctionActionsOf,
  deletePart,
  eraseRow,
  judgeAssessment,
  proposeDeletion,
  saveAssessment,
  saveAssessmentTable,
  saveProposals,
  saveRetention,
  saveSubjects,
  submitAssessment,
  verifyIdentity,
} from './actions.ts'
import { refuseUnassessed } from './assessed.ts'
import { correction } from './case.ts'
import {
  type CatalogueSteps,
  correctionJobs,
  correctionReactions,
  kindJobs,
  kindReactions,
  retentionJobs,
  retentionReactions,
  subjectJobs,
  subjectReactions,
  tellJobs,
  tellReactions,
} from './jobs.ts'
import { protectionMessages } from './messages.ts'
import {
  compareCorrection,
  getAssessment,
  getAssessmentTable,
  getKinds,
  getOwnData,
  listAssessments,
  listProtected,
  listRetention,
} from './queries.ts'
import { protectionRoutes } from './routes.ts'

export { kindsOf, refuseUnassessedRelease } from './assessed.ts'
export {
  type ApprovedAssessment,
  countProtection,
  listApproved,
  listFields,
  listRetentionStates,
  type ProtectionCounts,
  type WatchedField,
} from './queries/watched.ts'
export { approvedOn, confirmedKinds, readAssessmentTable } from './store.ts'

const retentionActions = [saveRetention, proposeDeletion, confirmDeletion, deletePart]

interface ProtectionParts {
  readonly clock: Clock
  readonly key: () => MasterKey
  /** The actions by which confirmed kinds become part of a resource's description. */
  readonly catalogue: CatalogueSteps
  /** The action by which a corrected row arrives. */
  readonly deliver: AnyAction
}

const kindActions = [askDetection, saveProposals, confirmKinds, saveSubjects]
const assessmentActions = [saveAssessment, submitAssessment, judgeAssessment, saveAssessmentTable]

/** Personal information and the duties around data. */
export function createProtection({ clock, key, catalogue, deliver }: ProtectionParts): Module {
  checkBeforeSwitchingOn(refuseUnassessed)
  const ask = askCorrection({ clock, key })
  const verify = verifyIdentity(key)
  const erase = eraseRow(key)
  const onCorrection = correctionActionsOf(clock)
  const { settle, giveBack } = onCorrection
  const getOwn = getOwnData(key)
  const compare = compareCorrection(key)
  const corrections = caseQueries(correction, key)
  return defineModule({
    name: 'protection',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    caseTypes: [correction],
    actions: [
      ...kindActions,
      ...assessmentActions,
      ...retentionActions,
      ask,
      verify,
      erase,
      ...Object.values(onCorrection),
    ],
    queries: [
      listProtected,
      getKinds,
      listAssessments,
      getAssessment,
      getAssessmentTable,
      listRetention,
      getOwn,
      compare,
      ...Object.values(corrections),
    ],
    routes: [
      ...protectionRoutes({ getOwn, ask, compare, verify }),
      ...caseRoutes(correction, '/data-corrections', corrections, onCorrection),
    ],
    jobs: [
      ...kindJobs(catalogue),
      ...subjectJobs,
      ...retentionJobs,
      ...tellJobs,
      ...correctionJobs({ deliver, erase, settle, giveBack }),
    ],
    reactions: [
      ...kindReactions,
      ...subjectReactions,
      ...retentionReactions,
      ...tellReactions,
      ...correctionReactions,
    ],
    messages: protectionMessages,
  })
}
