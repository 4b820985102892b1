import type { Tx } from '#kernel/database'
import type { Grouping, IndicatorFilters, IndicatorSeries, IndicatorView } from '../contract/indicators.ts'
import { bothFilters, drillOf, type Period, pointFilters, pointPeriod, timeKeys } from '../rules/drill.ts'
import { type Reading, readingOf, refusalOf, timeGroupings } from '../rules/indicators.ts'
import type { MeasureName } from '../rules/measures.ts'
import { quantile } from '../statistics/buckets.ts'
import type { Of } from '../statistics/read.ts'
import { type Key, listBucketsBy, listChangesAfter, listOpenBy, listSums, type Sums, sumIn } from './read.ts'

export interface Question {
  readonly groupBy: Grouping
  readonly period: Period
  readonly before: Period
  readonly asked: IndicatorFilters
  readonly today: string
  /** The rows that the reader may see, cut by filters. */
  readonly of: (filters: IndicatorFilters) => Of
}

interface Figure {
  readonly value: number | null
  readonly base: number
}

/** Figures by key, those of the whole, and of the whole in the period before. */
interface Figures {
  readonly byKey: ReadonlyMap<string, Figure>
  readonly total: Figure
  readonly before: number | null
}

type Days = Extract<Reading, { from: 'days' }>

/** Answers indicators in turn; those that count from the same rows share one scan. */
export async function answerIndicators(
  tx: Tx,
  definitions: readonly IndicatorView[],
  q: Question,
): Promise<IndicatorSeries[]> {
  const scans = new Map<string, ReturnType<typeof scan>>()
  const shared = (filters: IndicatorFilters) => {
    const id = JSON.stringify(filters)
    const found = scans.get(id) ?? scan(tx, q, filters, measuresFor(definitions, filters, q))
    scans.set(id, found)
    return found
  }
  const all: IndicatorSeries[] = []
  for (const definition of definitions) {
    const filters = bothFilters(definition.filters, q.asked)
    const refused = refusalOf(definition.measure, q.groupBy, { ...definition.filters, ...q.asked })
    if (filters === null || refused !== null) {
      all.push({ definition, total: null, before: null, base: 0, cases: null, points: [], refused })
      continue
    }
    const reading = readingOf(definition.measure)
    const figures =
      reading.from === 'days'
        ? fromDays(reading, await shared(filters))
        : await fromElsewhere(tx, q, filters, reading)
    all.push(seriesOf(definition, figures, filters, q))
  }
  return all
}

function measuresFor(
  definitions: readonly IndicatorView[],
  filters: IndicatorFilters,
  { asked }: Question,
): Set<MeasureName> {
  const id = JSON.stringify(filters)
  const readings = definitions
    .filter((d) => JSON.stringify(bothFilters(d.filters, asked)) === id)
    .map((d) => readingOf(d.measure))
  const sums = readings.flatMap((r) =>
    r.from === 'days' ? [r.part, ...(r.whole === null ? [] : [r.whole])] : [],
  )
  return new Set(sums.flatMap((s) => [...s.plus, ...s.minus]))
}

interface Scan {
  readonly byKey: ReadonlyMap<string, Sums>
  readonly before: Sums | undefined
}

async function scan(
  tx: Tx,
  q: Question,
  filters: IndicatorFilters,
  measures: ReadonlySet<MeasureName>,
): Promise<Scan> {
  const of = q.of(filters)
  const byKey = await listSums(tx, of, q.groupBy, measures, q.period)
  const before = await listSums(tx, of, 'whole', measures, q.before)
  return { byKey, before: before.get('') }
}

function fromDays({ part, whole, scale }: Days, { byKey, before }: Scan): Figures {
  const figure = (rows: readonly (Sums | undefined)[]): Figure => {
    const add = (sum: Days['part']) => rows.reduce((n, r) => n + sumIn(r, sum), 0)
    const base = whole === null ? add(part) : add(whole)
    if (whole === null) return { value: base, base }
    return { value: base === 0 ? null : add(part) / base / scale, base }
  }
  return {
    byKey: new Map([...byKey].map(([key, sums]) => [key, figure([sums])])),
    total: figure([...byKey.values()]),
    before: figure([before]).value,
  }
}

async function fromElsewhere(
  tx: Tx,
  q: Question,
  filters: IndicatorFilters,
  reading: Exclude<Reading, Days>,
): Promise<Figures> {
  const of = q.of(filters)
  if (reading.from === 'durations') {
    const figure = (buckets: ReadonlyMap<number, number> | undefined): Figure => ({
      value: quantile(buckets ?? new Map(), reading.share),
      base: [...(buckets?.values() ?? [])].reduce((a, b) => a + b, 0),
    })
    const byKey = await listBucketsBy(tx, of, q.groupBy, reading.duration, q.period)
    const before = await listBucketsBy(tx, of, 'whole', reading.duration, q.before)
    return {
      byKey: new Map([...byKey].map(([key, buckets]) => [key, figure(buckets)])),
      total: figure(merged([...byKey.values()])),
      before: figure(before.get('')).value,
    }
  }
  if (reading.from === 'open') {
    const now = await listOpenBy(tx, of, q.groupBy, reading.of)
    return { ...stock(now), before: null }
  }
  return backlog(tx, of, q)
}

function merged(all: readonly ReadonlyMap<number, number>[]): Map<number, number> {
  const sum = new Map<number, number>()
  for (const buckets of all) for (const [bucket, n] of buckets) sum.set(bucket, (sum.get(bucket) ?? 0) + n)
  return sum
}

function stock(counts: ReadonlyMap<string, number>): Omit<Figures, 'before'> {
  const sum = [...counts.values()].reduce((a, b) => a + b, 0)
  return {
    byKey: new Map([...counts].map(([key, n]) => [key, { value: n, base: n }])),
    total: { value: sum, base: sum },
  }
}

/** Backwards from what is open now: the end of a day is now, less what changed since. */
async function backlog(tx: Tx, of: Of, { groupBy, period, before, today }: Question): Promise<Figures> {
  const isTime = timeGroupings.includes(groupBy)
  const key: Key = isTime ? 'whole' : groupBy
  const now = await listOpenBy(tx, of, key)
  const sinceBefore = await listChangesAfter(tx, of, 'day', before.to)
  const whole = [...now.values()].reduce((a, b) => a + b, 0)
  const at = (day: string) =>
    [...sinceBefore].reduce((n, [changed, by]) => (changed > day ? n - by : n), whole)
  if (!isTime) {
    const since = await listChangesAfter(tx, of, key, period.to)
    const all = new Set([...now.keys(), ...since.keys()])
    const counts = new Map([...all].map((k) => [k, (now.get(k) ?? 0) - (since.get(k) ?? 0)]))
    return { ...stock(counts), before: at(before.to) }
  }
  const ends = timeKeys(groupBy, period).map((k) => [k, pointPeriod(groupBy, k, period)] as const)
  const known = ends.filter(([k]) => k <= today).map(([k, { to }]) => [k, at(to)] as const)
  const total = at(period.to)
  return { ...stock(new Map(known)), total: { value: total, base: total }, before: at(before.to) }
}

function seriesOf(
  definition: IndicatorView,
  { byKey, total, before }: Figures,
  filters: IndicatorFilters,
  { groupBy, period, today }: Question,
): IndicatorSeries {
  const nothing: Figure = { value: definition.measure.kind === 'count' ? 0 : null, base: 0 }
  const later: Figure = { value: null, base: 0 }
  const isTime = timeGroupings.includes(groupBy)
  const keys = isTime ? timeKeys(groupBy, period) : [...byKey.keys()]
  const points = keys.map((key) => {
    const figure = byKey.get(key) ?? (isTime && key > today ? later : nothing)
    const own = pointFilters(groupBy, key, filters)
    const cases = own && drillOf(definition, pointPeriod(groupBy, key, period), own, today)
    return { key, name: key, ...rounded(figure), cases: figure.base === 0 ? null : cases }
  })
  if (!isTime)
    points.sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || b.base - a.base || (a.key < b.key ? -1 : 1))
  return {
    definition,
    total: round(total.value),
    before: round(before),
    base: Math.round(total.base),
    cases: total.base === 0 ? null : drillOf(definition, period, filters, today),
    points,
    refused: null,
  }
}

function rounded({ value, base }: Figure): Figure {
  return { value: round(value), base: Math.round(base) }
}

/** Four places: a share to a hundredth of a percent, hours to less than a second. */
function round(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10_000) / 10_000
}
