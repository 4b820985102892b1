import { z } from 'zod'
import { parse } from '#kernel/action'
import type { AnyAction, Route } from '#kernel/http/define'
import { actionRoute, queryRoute } from '#kernel/http/define'
import { documentRoutes } from '#kernel/reports'
import { MakeWarningReport, WarningReportPage, WarningReportView } from '../contract.ts'
import { exerciseNote, wordingNote } from '../messages/report.ts'
import { signWarningReport } from './actions.ts'
import { makeWarningReport } from './making.ts'
import { inWording, polishReport } from './polishing.ts'
import { getWarningReport, listWarningReports } from './queries.ts'

const tag = 'early-warning'
const path = '/warning-reports'

export const warningReportRoutes: readonly Route[] = [
  queryRoute(path, listWarningReports, {
    tag,
    summary: 'Governance reports on early warning that you may read',
    response: WarningReportPage,
  }),
  {
    method: 'POST',
    path,
    tag,
    summary: 'Make a report; made again it is a new version with a reason',
    body: MakeWarningReport,
    status: 201,
    rateLimit: 30,
    run: (kernel, { actor, body, key, trace }) =>
      makeWarningReport(kernel, parse(MakeWarningReport, body), { actor, key, trace }),
  },
  {
    method: 'GET',
    path: `${path}/:id`,
    tag,
    summary: 'One report as data: sentences, and the source of every number',
    response: WarningReportView,
    async run(kernel, { actor, params, trace }) {
      const report = await kernel.ask(getWarningReport, { actor, input: { id: params.id }, trace })
      // Without a model there is nothing to ask.
      return { ...report, can: { ...report.can, polish: report.can.polish && kernel.config.llm !== null } }
    },
  },
  actionRoute(`${path}/:id/sign`, signWarningReport as AnyAction, { tag, summary: 'Sign a version' }),
  {
    method: 'POST',
    path: `${path}/:id/polish`,
    tag,
    summary: 'Have the language model reword a version; refused where a figure or a name differs',
    response: z.object({ id: z.uuid() }),
    rateLimit: 30,
    run: (kernel, { actor, params, key, trace }) =>
      polishReport(kernel, String(params.id), { actor, key, trace }),
  },
  ...documents(false),
  ...documents(true),
]

/** Word and PDF of the original, and below `wording` those of the other wording. */
function documents(isWorded: boolean): Route[] {
  return documentRoutes({
    path: isWorded ? `${path}/:id/wording` : `${path}/:id`,
    tag,
    async load(kernel, { actor, params, trace }) {
      const report = await kernel.ask(getWarningReport, { actor, input: { id: params.id }, trace })
      return isWorded ? inWording(report) : report
    },
    notes: (report) => [
      ...('exercise' in report && report.exercise === true ? [exerciseNote] : []),
      ...(isWorded ? [wordingNote] : []),
    ],
  })
}
