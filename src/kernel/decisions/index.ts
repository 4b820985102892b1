import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { judgeAlgorithm, listAlgorithms, listDecisions } from './register.ts'

export { type Algorithm, algorithmApproved, type Decision, type DecisionSubject, decide, resolveDecision } from './actions.ts'
export * from './define.ts'
export * from './register.ts'

const tag = 'decisions'

export const decisionRoutes: Route[] = [
  queryRoute('/algorithms', listAlgorithms, { tag, summary: 'The algorithm register' }),
  actionRoute('/algorithms/judge', judgeAlgorithm, { tag, summary: 'Approve, suspend or retire a version' }),
  queryRoute('/decisions/:subject', listDecisions, { tag, summary: 'Automated judgements on one case' }),
]
