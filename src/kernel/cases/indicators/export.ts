import { defineQuery } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Route, RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import { type WriteRow, writeCsv, writeXlsx } from '#kernel/tabular'
import { AskIndicators, type IndicatorAnswer, type IndicatorSeries } from '../contract/indicators.ts'
import type { indicatorQueries } from './queries.ts'

type Queries = ReturnType<typeof indicatorQueries>

const units = { cases: '件', times: '次', share: '%', hours: '小时', score: '分' } as const
const groupNames = {
  day: '日期',
  week: '周（周一）',
  month: '月份',
  org: '主办单位',
  district: '区县',
  township: '街道乡镇',
  category: '分类',
  channel: '渠道',
  urgency: '紧急程度',
} as const

/** `GET <path>/export.csv` and `.xlsx`: the answer as a table, names for codes, with period and definitions below. */
export function indicatorExports(path: string, queries: Queries): Route[] {
  // The same reading under a name of its own, so that the audit tells a file from a look at the screen.
  const exported = defineQuery({
    ...queries.answer,
    name: 'indicator.export',
    async run(tx, ctx) {
      const answer = await queries.answer.run(tx, ctx)
      ctx.logRead({ type: 'indicator', id: 'export' }, [
        `indicators: ${answer.series.map((s) => s.definition.code).join(',')}`,
        `period: ${answer.period.from} to ${answer.period.to}, by ${answer.groupBy}`,
      ])
      return answer
    },
  })
  return (['csv', 'xlsx'] as const).map((format) => ({
    method: 'GET',
    path: `${path}/export.${format}`,
    tag: 'indicators',
    summary: `Figures by one grouping, as ${format.toUpperCase()}`,
    query: AskIndicators,
    async run(kernel, r) {
      const answer = await kernel.ask(exported, { actor: r.actor, input: r.query, trace: r.trace })
      return send(kernel, r, format, answer)
    },
  }))
}

async function send(
  kernel: Kernel,
  r: RouteRequest,
  format: 'csv' | 'xlsx',
  answer: IndicatorAnswer,
): Promise<Buffer> {
  const rows = tableOf(answer)
  const columns = Object.keys(rows[0] ?? {})
  const name = encodeURIComponent(`指标-${dayOf(kernel.clock.now())}.${format}`)
  r.reply.headers({
    'content-type':
      format === 'csv'
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="indicators.${format}"; filename*=UTF-8''${name}`,
    'cache-control': 'no-store',
  })
  return format === 'csv' ? writeCsv(rows, columns) : writeXlsx(rows, columns, '指标')
}

function tableOf(answer: IndicatorAnswer): WriteRow[] {
  const { groupBy, series, period, comparison } = answer
  const first = groupNames[groupBy]
  const column = ({ definition: d }: IndicatorSeries) => `${d.zh}（${units[d.unit]}）`
  const shown = (s: IndicatorSeries, value: number | null | undefined) => {
    if (value === null || value === undefined) return null
    return s.definition.unit === 'share' ? Math.round(value * 10_000) / 100 : Math.round(value * 100) / 100
  }
  const names = new Map(series.flatMap((s) => s.points.map((p) => [p.key, p.name || '（未定）'])))
  const row = (name: string, value: (s: IndicatorSeries) => number | null | undefined): WriteRow =>
    Object.fromEntries([[first, name], ...series.map((s) => [column(s), shown(s, value(s))])])
  const byKey = series.map((s) => new Map(s.points.map((p) => [p.key, p.value])))
  return [
    ...[...names].map(([key, name]) => row(name, (s) => byKey[series.indexOf(s)]?.get(key))),
    row(`合计（${period.from} 至 ${period.to}）`, (s) => s.total),
    row(`上一时段（${comparison.from} 至 ${comparison.to}）`, (s) => s.before),
    ...series.map((s): WriteRow => ({ [first]: `${s.definition.zh}：${s.definition.meaningZh}` })),
  ]
}
