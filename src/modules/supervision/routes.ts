import { z } from 'zod'
import { parse } from '#kernel/action'
import { type Clock, dayOf } from '#kernel/clock'
import { actionRoute, queryRoute, type Route, type RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import { attachFile, documentRoutes } from '#kernel/reports'
import { writeXlsx } from '#kernel/tabular'
import { addNote, endPost, savePolicy, savePost, signReport } from './actions.ts'
import { EscalationPolicy, LadderView, MakeReport, Overview, ReportPage, ReportView } from './contract.ts'
import { makeReport } from './making.ts'
import { simulatedNote } from './messages/report.ts'
import { getReport, ladderQuery, listReports, overviewQuery } from './queries.ts'

const tag = 'supervision'
const Kept = z.object({ id: z.uuid(), version: z.int() })

export function supervisionRoutes(clock: Clock): {
  routes: Route[]
  overview: ReturnType<typeof overviewQuery>
} {
  const overview = overviewQuery(clock)
  const routes: Route[] = [
    queryRoute('/supervision/overview', overview, {
      tag,
      summary: 'What is due and what is late by organization, disputes, rungs, bad ratings',
      response: Overview,
    }),
    {
      method: 'GET',
      path: '/supervision/overview.xlsx',
      tag,
      summary: 'The same table as a workbook',
      run: (kernel, r) => exportOverview(kernel, r, overview),
    },
    queryRoute('/supervision/ladder', ladderQuery, {
      tag,
      summary: 'When the escalation ladder climbs, and who is told by name',
      response: LadderView,
    }),
    actionRoute('/supervision/policy', savePolicy, {
      tag,
      summary: 'Save when reminders and rungs fall due',
      response: EscalationPolicy,
    }),
    actionRoute('/supervision/posts', savePost, {
      tag,
      summary: 'Name an overseer for places and organizations, or change who stands in',
      response: Kept,
    }),
    actionRoute('/supervision/posts/:id/end', endPost, { tag, summary: 'End a named overseer' }),
    ...reportRoutes,
  ]
  return { routes, overview }
}

const reportRoutes: readonly Route[] = [
  queryRoute('/reports', listReports, {
    tag,
    summary: 'Reports of the places that you oversee, newest first',
    response: ReportPage,
  }),
  {
    method: 'POST',
    path: '/reports',
    tag,
    summary: 'Make the report of a past day or week; made again it is a new version with a reason',
    body: MakeReport,
    response: Kept,
    status: 201,
    rateLimit: 30,
    run: (kernel, { actor, body, key, trace }) =>
      makeReport(kernel, parse(MakeReport, body), { actor, key, trace }),
  },
  queryRoute('/reports/:id', getReport, {
    tag,
    summary: 'One report as data: sentences, and the source of every number',
    response: ReportView,
  }),
  actionRoute('/reports/:id/notes', addNote, { tag, summary: 'Add a note to a report' }),
  actionRoute('/reports/:id/sign', signReport, { tag, summary: 'Sign a version of a report' }),
  ...documentRoutes({
    path: '/reports/:id',
    tag,
    load: (kernel, { actor, params, trace }) =>
      kernel.ask(getReport, { actor, input: { id: params.id }, trace }),
    notes: ({ content }) => ('simulated' in content && content.simulated === true ? [simulatedNote] : []),
  }),
]

async function exportOverview(
  kernel: Kernel,
  r: RouteRequest,
  query: ReturnType<typeof overviewQuery>,
): Promise<Buffer> {
  const { groups, at } = await kernel.ask(query, { actor: r.actor, input: {}, trace: r.trace })
  const orgs = await kernel.app.db.selectFrom('organizations').select(['code', 'zh']).execute()
  const names = new Map(orgs.map((o) => [o.code, o.zh]))
  const rows = groups.map((g) => ({
    单位: g.org === null ? '（尚未派单）' : (names.get(g.org) ?? g.org),
    四小时内到期: g.hours,
    今天到期: g.today,
    明天到期: g.tomorrow,
    已超期: g.overdue,
    主办答复超期: g.lateLead,
    协办答复超期: g.lateCo,
    最久超期工作小时: g.longest?.workingHours ?? null,
    最久超期事项: g.longest?.number ?? null,
  }))
  const name = `督办总览-${dayOf(new Date(at))}.xlsx`
  attachFile(r, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', {
    name,
    plain: 'overview.xlsx',
  })
  return writeXlsx(rows, undefined, '督办总览')
}
