import { parse } from '#kernel/action'
import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { documentRoutes } from '#kernel/reports'
import {
  askCheckAgain,
  askRun,
  explainFinding,
  saveCheckTable,
  saveDutyTable,
  signRiskReport,
} from './actions.ts'
import {
  CheckedAgain,
  ChecksOverview,
  CheckTable,
  CheckTableView,
  DutyPage,
  DutyTable,
  DutyTableView,
  FindingPage,
  FindingView,
  MakeRiskReport,
  OwnDuties,
  Preview,
  RiskReportPage,
  RiskReportView,
  RunChecks,
  RunDone,
} from './contract.ts'
import { makeRiskReport } from './making.ts'
import { simulatedNote } from './messages/report.ts'
import {
  getCheckTable,
  getDutyTable,
  getFinding,
  getOverview,
  getOwnDuties,
  getRiskReport,
  listDuties,
  listFindings,
  listOwnFindings,
  listRiskReports,
  previewCheck,
} from './queries.ts'
import { type CheckSteps, checkAgain, runChecks } from './running.ts'

const tag = 'data-checks'

const dutyRoutes: readonly Route[] = [
  queryRoute('/data-duties', listDuties, {
    tag,
    summary: 'Who manages and who uses each resource, and what each answers for',
    response: DutyPage,
  }),
  queryRoute('/data-duties/own', getOwnDuties, {
    tag,
    summary: 'What you answer for',
    response: OwnDuties,
  }),
  queryRoute('/data-duties/table', getDutyTable, {
    tag,
    summary: 'Duties of owner, steward, user and authority with their law',
    response: DutyTableView,
  }),
  actionRoute('/data-duties/table', saveDutyTable, {
    tag,
    summary: 'Save what each party answers for',
    response: DutyTable,
  }),
]

const findingRoutes: readonly Route[] = [
  queryRoute('/data-findings', listFindings, {
    tag,
    summary: 'Findings that you may see, open ones first',
    response: FindingPage,
  }),
  queryRoute('/data-findings/own', listOwnFindings, {
    tag,
    summary: 'What is being looked at of your own reading of data',
    response: FindingPage,
  }),
  queryRoute('/data-findings/:id', getFinding, {
    tag,
    summary: 'One finding with its evidence',
    response: FindingView,
  }),
  actionRoute('/data-findings/:id/explain', explainFinding, {
    tag,
    summary: 'Say what your reading was for',
  }),
]

const reportRoutes: readonly Route[] = [
  queryRoute('/risk-reports', listRiskReports, {
    tag,
    summary: 'Yearly data security reports that you may read',
    response: RiskReportPage,
  }),
  {
    method: 'POST',
    path: '/risk-reports',
    tag,
    summary: 'Make the report of a year; made again it is a new version with a reason',
    body: MakeRiskReport,
    status: 201,
    rateLimit: 30,
    run: (kernel, { actor, body, key, trace }) =>
      makeRiskReport(kernel, parse(MakeRiskReport, body), { actor, key, trace }),
  },
  queryRoute('/risk-reports/:id', getRiskReport, {
    tag,
    summary: 'One report as data: sentences, and the source of every number',
    response: RiskReportView,
  }),
  actionRoute('/risk-reports/:id/sign', signRiskReport, {
    tag,
    summary: 'Sign a version as data authority',
  }),
  ...documentRoutes({
    path: '/risk-reports/:id',
    tag,
    load: (kernel, { actor, params, trace }) =>
      kernel.ask(getRiskReport, { actor, input: { id: params.id }, trace }),
    notes: ({ content }) => ('simulated' in content && content.simulated === true ? [simulatedNote] : []),
  }),
]

export function dataCheckRoutes(steps: CheckSteps): readonly Route[] {
  return [
    queryRoute('/data-checks/overview', getOverview, {
      tag,
      summary: 'Findings by check and by organization, and their trend',
      response: ChecksOverview,
    }),
    queryRoute('/data-checks/table', getCheckTable, {
      tag,
      summary: 'Which checks run, by which limits and laws',
      response: CheckTableView,
    }),
    actionRoute('/data-checks/table', saveCheckTable, {
      tag,
      summary: 'Switch checks and set their limits',
      response: CheckTable,
    }),
    queryRoute('/data-checks/preview', previewCheck, {
      tag,
      summary: 'What a check would find now; nothing is opened',
      response: Preview,
    }),
    {
      method: 'POST',
      path: '/data-checks/run',
      tag,
      summary: 'Run the checks that are on, now',
      body: RunChecks,
      response: RunDone,
      rateLimit: 10,
      async run(kernel, { actor, body, key, trace }) {
        const { check } = parse(RunChecks, body ?? {})
        await kernel.execute(askRun, { actor, input: check === undefined ? {} : { check }, key, trace })
        return runChecks(kernel, steps, { only: check })
      },
    },
    {
      method: 'POST',
      path: '/data-findings/:id/check',
      tag,
      summary: 'Look at one finding again, now: it settles where its cause is gone',
      response: CheckedAgain,
      rateLimit: 30,
      async run(kernel, { actor, params, key, trace }) {
        const { id } = await kernel.execute(askCheckAgain, { actor, input: { id: params.id }, key, trace })
        return checkAgain(kernel, steps, id)
      },
    },
    ...dutyRoutes,
    ...findingRoutes,
    ...reportRoutes,
  ]
}
