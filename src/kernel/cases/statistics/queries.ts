import { defineQuery, type QueryContext } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import {
  AskPlaces,
  AskStatistics,
  type CaseStatistics,
  type DayCount,
  type PlaceCounts,
} from '../contract/statistics.ts'
import type { CaseType } from '../define.ts'
import { quantile } from './buckets.ts'
import { foldPlaces, levelBelow, type PlaceName } from './places.ts'
import { reachOf, statisticsAccess } from './reach.ts'
import {
  type DayRow,
  type DueRow,
  type KeyRow,
  listBuckets,
  listByDay,
  listByKey,
  listDue,
  listOpen,
  listOpenPlaces,
  type Of,
  type OpenRow,
} from './read.ts'

const dayMs = 86_400_000
const defaultDays = 30
/** More days than this make a chart nobody reads; a year and a leap day. */
const mostDays = 366

export interface StatisticsParts {
  readonly type: CaseType
  /** Name and centre of a place; the kernel knows places as paths only. */
  readonly describePlace: (path: string) => PlaceName | undefined
}

/** The figures of a case type, from the counts; only what depends on the minute is read from the open cases. */
export function statisticsQueries(parts: StatisticsParts) {
  const { type } = parts
  const allow = statisticsAccess(type)
  return {
    statistics: defineQuery({
      name: `${type.type}.statistics`,
      input: AskStatistics,
      allow,
      run: (tx, ctx) => read(tx, ctx, parts),
    }),
    openByPlace: defineQuery({
      name: `${type.type}.open-by-place`,
      input: AskPlaces,
      allow,
      async run(tx, ctx): Promise<PlaceCounts> {
        const of = reached(ctx, type)
        return readPlaces(tx, of, await listDue(tx, type, ctx), parts, ctx.input.level === 'district' ? 2 : 3)
      },
    }),
  }
}

async function read(
  tx: Tx,
  ctx: QueryContext<AskStatistics>,
  parts: StatisticsParts,
): Promise<CaseStatistics> {
  const { input, now } = ctx
  const { from, to } = periodOf(input, now)
  const of = reached(ctx, parts.type)
  const today = dayOf(now)
  const days = await listByDay(tx, of, from, to, today)
  const keys = await listByKey(tx, of, from, to)
  const open = await listOpen(tx, of)
  const due = await listDue(tx, parts.type, ctx)
  const places = await readPlaces(tx, of, due, parts, levelBelow(input.place))
  const hours = await listBuckets(tx, of, 'answer', from, to)
  const total = sum(days.filter((d) => d.day >= from && d.day <= to))
  const states = totals(open, 'state')
  const mark = (name: 'held' | 'supervised' | 'reopened') => open.reduce((n, r) => n + r[name], 0)
  return {
    at: now.toISOString(),
    from,
    to,
    open: {
      total: [...states.values()].reduce((a, b) => a + b, 0),
      states: Object.fromEntries(states),
      overdue: count(due, 'overdue'),
      dueSoon: count(due, 'soon'),
      held: mark('held'),
      supervised: mark('supervised'),
      reopened: mark('reopened'),
    },
    today: sum(days.filter((d) => d.day === today)),
    days: everyDay(from, to, days),
    period: {
      submitted: total.submitted,
      answered: total.answered,
      closed: total.closed,
      onTimeShare: share(total.onTime, total.answered),
      medianHours: round(quantile(hours, 0.5)),
      p90Hours: round(quantile(hours, 0.9)),
    },
    satisfaction: {
      rated: total.rated,
      meanScore: share(total.score, total.rated),
      solvedShare: share(total.solved, total.rated),
    },
    categories: categoriesOf(keys, totals(open, 'category')),
    channels: axis(keys, 'channel')
      .filter((r) => r.submitted > 0)
      .map((r) => ({ channel: r.key, submitted: r.submitted })),
    places,
  }
}

type Asking = QueryContext<{ place?: string | undefined; org?: string | undefined }>

function reached({ actor, input }: Asking, type: CaseType): Of {
  return { type: type.type, reach: reachOf(statisticsAccess(type), actor, input) }
}

async function readPlaces(
  tx: Tx,
  of: Of,
  due: readonly DueRow[],
  parts: StatisticsParts,
  depth: number,
): Promise<PlaceCounts> {
  const rows = await listOpenPlaces(tx, of)
  return foldPlaces({ rows, due, depth, describePlace: parts.describePlace })
}

function periodOf(input: AskStatistics, now: Date): { from: string; to: string } {
  const to = input.to ?? dayOf(now)
  const from = input.from ?? dayOf(new Date(Date.parse(to) - (defaultDays - 1) * dayMs))
  const length = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  if (length < 1 || length > mostDays) throw new Refusal('invalid', 'statistics.period', { limit: mostDays })
  return { from, to }
}

type Sums = Omit<DayRow, 'day'>

function sum(rows: readonly DayRow[]): Sums {
  const zero: Sums = { submitted: 0, answered: 0, onTime: 0, closed: 0, rated: 0, score: 0, solved: 0 }
  const add = (a: Sums, b: Sums) =>
    Object.fromEntries(
      Object.keys(zero).map((k) => [k, a[k as keyof Sums] + b[k as keyof Sums]]),
    ) as unknown as Sums
  return rows.reduce<Sums>(add, zero)
}

function everyDay(from: string, to: string, rows: readonly DayRow[]): DayCount[] {
  const known = new Map(rows.map((r) => [r.day, r]))
  const days: DayCount[] = []
  for (let t = Date.parse(from); t <= Date.parse(to); t += dayMs) {
    const day = new Date(t).toISOString().slice(0, 10)
    const { submitted, answered, onTime, closed } = known.get(day) ?? sum([])
    days.push({ day, submitted, answered, onTime, closed })
  }
  return days
}

function categoriesOf(
  keys: readonly KeyRow[],
  now: ReadonlyMap<string, number>,
): CaseStatistics['categories'] {
  const flow = new Map(axis(keys, 'category').map((r) => [r.key, r]))
  return [...new Set([...flow.keys(), ...now.keys()])]
    .map((category) => ({
      category,
      submitted: flow.get(category)?.submitted ?? 0,
      answered: flow.get(category)?.answered ?? 0,
      open: now.get(category) ?? 0,
    }))
    .filter((c) => c.submitted + c.answered + c.open > 0)
    .sort((a, b) => b.submitted - a.submitted || b.open - a.open || (a.category < b.category ? -1 : 1))
}

function axis(rows: readonly KeyRow[], name: KeyRow['axis']): KeyRow[] {
  return rows.filter((r) => r.axis === name)
}

function totals(rows: readonly OpenRow[], by: 'state' | 'category'): Map<string, number> {
  const sums = new Map<string, number>()
  for (const r of rows) sums.set(r[by], (sums.get(r[by]) ?? 0) + r.open)
  return sums
}

function count(due: readonly { overdue: number; soon: number }[], what: 'overdue' | 'soon'): number {
  return due.reduce((n, r) => n + r[what], 0)
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 1000
}

function round(hours: number | null): number | null {
  return hours === null ? null : Math.round(hours * 10) / 10
}
