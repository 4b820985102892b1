import { z } from 'zod'
import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import type { AssessmentActions } from './actions.ts'
import { FindingPage, findingStates, ObjectionPage, objectionStates, Rates } from './contract.ts'
import { assessmentQueries as queries } from './queries.ts'

const tag = 'assessment'

export function assessmentRoutes(actions: AssessmentActions): Route[] {
  return [
    queryRoute('/assessment/rates', queries.rates, {
      tag,
      summary: 'Response, solution and satisfaction rate by organization',
      response: Rates,
    }),
    queryRoute('/assessment/findings', queries.findings, {
      tag,
      summary: 'What looks like bettering a figure instead of the work',
      response: FindingPage,
    }),
    actionRoute('/assessment/findings/:id/judge', actions.judge, {
      tag,
      summary: 'Confirm or dismiss a finding',
      response: z.object({ id: z.uuid(), state: z.enum(findingStates) }),
    }),
    queryRoute('/assessment/objections', queries.objections, {
      tag,
      summary: 'Objections of organizations against what counts for them',
      response: ObjectionPage,
    }),
    actionRoute('/assessment/objections', actions.file, {
      tag,
      summary: 'Object to a case counting for your organization',
      status: 201,
      response: z.object({ id: z.uuid(), due: z.iso.datetime() }),
    }),
    actionRoute('/assessment/objections/:id/decide', actions.decide, {
      tag,
      summary: 'Grant or refuse an objection',
      response: z.object({ id: z.uuid(), state: z.enum(objectionStates) }),
    }),
  ]
}
