import { z } from 'zod'
import { defineQuery, type QueryContext } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import {
  AskIndicators,
  type IndicatorAnswer,
  type IndicatorFilters,
  type IndicatorPoint,
  type IndicatorView,
} from '../contract/indicators.ts'
import type { CaseType } from '../define.ts'
import type { ExportLabels } from '../export.ts'
import type { Period } from '../rules/drill.ts'
import { reachOf, statisticsAccess } from '../statistics/reach.ts'
import { answerIndicators } from './answer.ts'
import { listOwn } from './definitions.ts'

const dayMs = 86_400_000
const defaultDays = 30
/** By day a year and a leap day, as many points as a chart can show; by week, month or without time three years. */
const mostDays = { day: 366, other: 1100 } as const
/** What is shown when nothing is chosen. */
const first = 6

/** The indicators of a case type and the answers to them, as far as the reader sees the cases. */
export function indicatorQueries(type: CaseType, shipped: readonly IndicatorView[], labels: ExportLabels) {
  const allow = statisticsAccess(type)
  return {
    definitions: defineQuery({
      name: 'indicator.list',
      input: z.object({}),
      allow,
      async run(tx): Promise<IndicatorView[]> {
        return [...shipped, ...(await listOwn(tx, type.type))]
      },
    }),
    answer: defineQuery({
      name: 'indicator.answer',
      input: AskIndicators,
      allow,
      async run(tx, ctx) {
        const found = await answer(tx, ctx, type, shipped)
        return withNames(found, await namesOf(tx, found, labels))
      },
    }),
  }
}

async function answer(
  tx: Tx,
  { actor, input, now }: QueryContext<AskIndicators>,
  type: CaseType,
  shipped: readonly IndicatorView[],
): Promise<IndicatorAnswer> {
  const { indicators, groupBy, from, to, ...filters } = input
  const today = dayOf(now)
  const period = periodOf({ from, to }, today, groupBy === 'day' ? mostDays.day : mostDays.other)
  const comparison = periodBefore(period)
  const all = [...shipped, ...(await listOwn(tx, type.type))]
  const series = await answerIndicators(tx, chosen(all, indicators), {
    groupBy,
    period,
    before: comparison,
    asked: withoutUndefined(filters),
    today,
    of: (cut) => ({ type: type.type, reach: reachOf(statisticsAccess(type), actor, cut) }),
  })
  return { asOf: now.toISOString(), period, comparison, groupBy, series }
}

type Names = (key: string) => string

/** What the keys of a grouping are called. */
async function namesOf(tx: Tx, { groupBy }: IndicatorAnswer, labels: ExportLabels): Promise<Names> {
  if (groupBy === 'org') {
    const rows = await tx.selectFrom('organizations').select(['code', 'zh']).execute()
    const orgs = new Map(rows.map((o) => [o.code, o.zh]))
    return (code) => orgs.get(code) ?? code
  }
  if (groupBy === 'district' || groupBy === 'township') return labels.place
  if (groupBy === 'category') return labels.category
  if (groupBy === 'channel') return (code) => labels.channels[code] ?? code
  return groupBy === 'urgency' ? (code) => labels.urgencies[code] ?? code : (key) => key
}

function withNames(answer: IndicatorAnswer, nameOf: Names): IndicatorAnswer {
  const named = (p: IndicatorPoint) => ({ ...p, name: p.key === '' ? '' : nameOf(p.key) })
  return { ...answer, series: answer.series.map((s) => ({ ...s, points: s.points.map(named) })) }
}

function chosen(all: readonly IndicatorView[], codes: readonly string[] | undefined): IndicatorView[] {
  if (codes === undefined) return all.filter((d) => !d.retired).slice(0, first)
  return [...new Set(codes)].map((code) => {
    const found = all.find((d) => d.code === code)
    if (found === undefined) throw new Refusal('not-found', 'indicator.not-found', { code })
    return found
  })
}

function periodOf(
  asked: { from: string | undefined; to: string | undefined },
  today: string,
  most: number,
): Period {
  const to = asked.to ?? today
  const from = asked.from ?? shift(to, 1 - defaultDays)
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  if (days < 1 || days > most) throw new Refusal('invalid', 'statistics.period', { limit: most })
  return { from, to }
}

/** The same number of days directly before. */
function periodBefore({ from, to }: Period): Period {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  return { from: shift(from, -days), to: shift(from, -1) }
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
}

function withoutUndefined(
  filters: {
    [F in keyof IndicatorFilters]: IndicatorFilters[F] | undefined
  },
): IndicatorFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, v]) => v !== undefined))
}
