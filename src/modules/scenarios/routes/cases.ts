import { queryRoute, type Route } from '#kernel/http/define'
import { PossibleSteps } from '../contract.ts'
import { listSteps } from '../queries.ts'

export const caseStepRoutes: readonly Route[] = [
  queryRoute('/scenario-cases/:id/steps', listSteps, {
    tag: 'scenario-cases',
    summary: 'Steps of its package that you may take on a case now',
    response: PossibleSteps,
  }),
]
