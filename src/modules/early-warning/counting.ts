import { setImmediate } from 'node:timers/promises'
import type { Database, Tx } from '#kernel/database'
import { type Counted, type Counting, countRows } from '#modules/collection'
import type { Point } from './contract.ts'
import { type CountWatch, countAt, latenessOf, reachOf, startCounts, startOf, takeCount } from './counts.ts'
import { closedUntil, lengthOf, type SeriesState, startOfPeriod } from './rules.ts'
import type { Found } from './watching.ts'

/**
 * The series of one counting watch. Counts are read anew from the rows that stand, never added up from the feed: a row
 * that was changed, or read twice after a crash, counts once. The feed only says which closed periods to look at again.
 */
export interface Counts {
  readonly series: Map<string, SeriesState>
  /** Until when periods were judged; undefined: not read from the states yet. */
  closed: number | undefined
  /** Closed periods to which rows came, by object: the earliest. */
  readonly touched: Map<string, number>
}

export const newCounts = (series: Map<string, SeriesState>): Counts => ({
  series,
  closed: [...series.values()].reduce<number | undefined>(
    (most, s) => (s.seen === null ? most : Math.max(most ?? s.seen, s.seen)),
    undefined,
  ),
  touched: new Map(),
})

/** Periods before the newest that are read again when one closes: rows may have been removed, or moved to another object. */
const lookBack = { day: 7, week: 4 } as const
/** So long computing goes on before others get their turn. */
const turnMs = 20

/** A row has come: if its period is closed, that is counted again. Too old a row is late. */
export function noteRow(watch: CountWatch, counts: Counts, object: string, at: number): void {
  const { closed, touched, series } = counts
  if (closed === undefined || at >= closed) return
  if (at < closed - reachOf(watch)) {
    const known = series.get(object)
    if (known !== undefined) known.late++
    return
  }
  const start = startOfPeriod(at, watch.content.count.every)
  touched.set(object, Math.min(touched.get(object) ?? start, start))
}

export interface Share {
  /** Whether an object is counted here; others count the rest. */
  readonly isMine: (object: string) => boolean
  /** Is told of each series that changed. */
  readonly mark: (object: string) => void
}

/** Judges what was closed by now, and what rows came to late. At first it takes the past for history. */
export async function countOn(
  db: Database | Tx,
  watch: CountWatch,
  counts: Counts,
  now: number,
  { isMine, mark }: Share,
): Promise<Found[]> {
  const { every } = watch.content.count
  const ripe = closedUntil(now, latenessOf(watch), every)
  const found: Found[] = []
  const putting = { db, watch, series: counts.series, found, isMine, mark }
  const closed = counts.closed ?? startOfPeriod(ripe - reachOf(watch), every)
  if (counts.touched.size > 0) {
    const objects = [...counts.touched.keys()]
    const from = Math.min(...counts.touched.values())
    await put(putting, { from, until: closed, objects })
    counts.touched.clear()
  }
  if (ripe > closed || counts.closed === undefined) {
    const from = counts.closed === undefined ? closed : closed - lookBack[every] * lengthOf(every)
    await put(putting, { from, until: ripe })
    for (const object of counts.series.keys()) mark(object)
    counts.closed = ripe
  }
  return found
}

interface Putting {
  readonly db: Database | Tx
  readonly watch: CountWatch
  readonly series: Map<string, SeriesState>
  readonly found: Found[]
  readonly isMine?: (object: string) => boolean
  readonly mark?: (object: string) => void
  readonly see?: (point: Point) => void
  /** How many counts may still be judged; the rest is taken as it is. */
  readonly budget?: { left: number }
}

interface Stretch {
  readonly from: number
  readonly until: number
  readonly objects?: readonly string[]
}

/** Reads a stretch of periods and puts every count that is new or another one into its series. */
async function put(putting: Putting, { from, until, objects }: Stretch): Promise<void> {
  const { db, watch, series, isMine, mark } = putting
  const period = {
    from: new Date(from),
    until: new Date(until),
    ...(objects === undefined ? {} : { objects }),
  }
  const rows = await countRows(db, watch.content.resource, countingOf(watch), period)
  const byObject = Map.groupBy(rows, (r) => r.object)
  let since = performance.now()
  for (const object of new Set([...byObject.keys(), ...(objects ?? series.keys())])) {
    if (isMine?.(object) === false) continue
    if (putObject(putting, object, { from, until, rows: byObject.get(object) ?? [] })) mark?.(object)
    if (performance.now() - since < turnMs) continue
    await setImmediate()
    since = performance.now()
  }
}

/** @returns whether anything changed */
function putObject(
  { watch, series, found, see, budget = { left: Number.POSITIVE_INFINITY } }: Putting,
  object: string,
  { from, until, rows }: Stretch & { readonly rows: readonly Counted[] },
): boolean {
  const { every } = watch.content.count
  const length = lengthOf(every)
  const counts = new Map(rows.map((r) => [startOfDay(r.day), r.count]))
  const known = series.get(object)
  const first = counts.keys().next().value ?? from
  if (known === undefined && counts.size === 0) return false
  const isHistory = (start: number) => start + length + latenessOf(watch) <= watch.since
  const past: number[] = []
  // History is loaded at once: it is most of five years, and nobody is warned of it.
  if (known === undefined)
    for (let at = first; at < until && isHistory(at); at += length) past.push(counts.get(at) ?? 0)
  const s = known ?? startCounts(first, every, past)
  series.set(object, s)
  s.place = rows.at(-1)?.place ?? s.place
  let isChanged = known === undefined
  for (let at = known === undefined ? first + past.length * length : from; at < until; at += length) {
    const count = counts.get(at) ?? 0
    const before = countAt(s, at, every)
    if (before === count || (count === 0 && at < startOf(s))) continue
    const isJudged = !isHistory(at) && budget.left > 0
    if (isJudged) budget.left--
    const f = takeCount(watch, object, s, { start: at, count }, isJudged, see)
    if (f !== undefined) found.push(f)
    isChanged = true
  }
  s.seen = Math.max(s.seen ?? until, until)
  s.newest = s.seen
  return isChanged
}

const startOfDay = (day: string) => Date.parse(`${day}T00:00:00+08:00`)

function countingOf({ content: { object, where, value, count } }: CountWatch): Counting {
  return { object, where, every: count.every, sum: count.sum ? value : null }
}

/** So many counts are judged at most: each costs some milliseconds where there are years of days. */
const mostJudged = 2000

/**
 * The past once more: what a watch would have said of the periods that were closed from one instant to another; changes
 * nothing.
 */
export async function replayCounts(
  db: Database | Tx,
  watch: CountWatch,
  { from, until, objects }: Stretch,
  see?: (point: Point) => void,
): Promise<{
  readonly found: Found[]
  readonly series: ReadonlyMap<string, SeriesState>
  readonly judged: number
  readonly cut: boolean
}> {
  const { every } = watch.content.count
  const lateness = latenessOf(watch)
  const budget = { left: mostJudged }
  const series = new Map<string, SeriesState>()
  const found: Found[] = []
  const putting = { db, watch: { ...watch, since: from + lateness }, series, found, budget }
  const stretch = {
    from: startOfPeriod(from - reachOf(watch), every),
    until: closedUntil(until, lateness, every),
  }
  await put(
    see === undefined ? putting : { ...putting, see },
    objects === undefined ? stretch : { ...stretch, objects },
  )
  return { found, series, judged: mostJudged - budget.left, cut: budget.left === 0 }
}
