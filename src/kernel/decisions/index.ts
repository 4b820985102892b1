import type { CaseType } from '#kernel/cases/define'
import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { judgeAlgorithm, listAlgorithms, listDecisions } from './register.ts'

export {
  type Algorithm,
  algorithmApproved,
  type Decision,
  type DecisionSubject,
  decide,
  findPendingDecision,
  resolvedDecision,
} from './actions.ts'
export * from './define.ts'
export { watchJob } from './jobs.ts'
export { decisionMessages } from './messages.ts'
export { type Disposed, findApproved, listDisposed } from './queries.ts'
export { listJudges, recordRetraining } from './register/watch.ts'
export * from './register.ts'

const tag = 'decisions'

export function decisionRoutes(types: readonly CaseType[]): Route[] {
  return [
    queryRoute('/algorithms', listAlgorithms, { tag, summary: 'The algorithm register' }),
    actionRoute('/algorithms/judge', judgeAlgorithm, {
      tag,
      summary: 'Approve, suspend or retire a version',
    }),
    queryRoute('/decisions/:subject', listDecisions(types), {
      tag,
      summary: 'Automated judgements on one case',
    }),
  ]
}
