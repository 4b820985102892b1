import { z } from 'zod'
import { dayOf } from '#kernel/clock/rules'
import {
  type DetectorSettings,
  type DetectorState,
  type DetectorVerdict,
  dailyDetector,
  observeCount,
  openDetector,
  weeklyDetector,
} from '#models/outbreak'
import type { Reading } from '#models/series'
import type { Point, WatchContent } from './contract.ts'
import { daysOf, type Every, lengthOf, levelOf, newSeries, phaseOf, type SeriesState } from './rules.ts'
import { type Found, isHigher } from './watching.ts'

/** How counts are judged; see `#models/outbreak`. What is left out is what suits days or weeks. */
export const OutbreakParameters = z.object({
  /** Chance of an alarm if nothing is wrong; days .01, weeks .05. */
  alpha: z.number().min(0.0001).max(0.2).optional(),
  /** Years that are compared with. */
  years: z.int().min(3).max(5).default(5),
  /** Fewer cases in the latest four weeks, or seven days, are no outbreak. */
  leastCases: z.int().min(1).max(1000).default(5),
})
export const outbreakKind = 'outbreak'

export interface CountWatch {
  readonly id: string
  readonly version: number
  readonly content: WatchContent & { readonly count: NonNullable<WatchContent['count']> }
  readonly settings: DetectorSettings
  /** What was closed before is history, and raises nothing. */
  readonly since: number
}

/** @returns undefined where it counts nothing, or by no detector of counts */
export function compileCount(w: {
  readonly id: string
  readonly version: number
  readonly content: WatchContent
  readonly changed_at: Date
}): CountWatch | undefined {
  const { count, detector } = w.content
  const parsed = OutbreakParameters.safeParse(detector.parameters)
  if (count === null || detector.kind !== outbreakKind || !parsed.success) return undefined
  const { alpha, years, leastCases } = parsed.data
  const base = count.every === 'week' ? weeklyDetector : dailyDetector
  const farrington = {
    ...base.farrington,
    alpha: alpha ?? base.farrington.alpha,
    years,
    least: { ...base.farrington.least, cases: leastCases },
  }
  return {
    id: w.id,
    version: w.version,
    content: { ...w.content, count },
    settings: { ...base, farrington },
    since: w.changed_at.getTime(),
  }
}

export const latenessOf = ({ content }: CountWatch): number => content.latenessSeconds * 1000

/** How far back counts are looked at: the years of the baseline, and the width of the furthest window. */
export function reachOf({ settings, content }: CountWatch): number {
  const { years, halfWidth } = settings.farrington
  return years * yearMs + (halfWidth + 1) * lengthOf(content.count.every)
}

const yearMs = 366 * 86_400_000

const stateOf = (series: SeriesState) => series.detector as DetectorState

/** A series that begins with a period; `counts` is its history from then on. */
export const startCounts = (start: number, every: Every, counts: readonly number[] = []): SeriesState =>
  newSeries(openDetector(dayOf(new Date(start)), daysOf(every), counts))

const firstOf = (state: DetectorState) => Date.parse(`${state.firstDay}T00:00:00+08:00`)

/** When the first period began that is kept. */
export const startOf = (series: SeriesState): number => firstOf(stateOf(series))

/** What stands in a series for a period; undefined: outside what is kept. */
export function countAt(series: SeriesState, start: number, every: Every): number | undefined {
  return stateOf(series).counts[(start - firstOf(stateOf(series))) / lengthOf(every)] ?? undefined
}

export interface Period {
  readonly start: number
  readonly count: number
}

/**
 * Puts the count of a closed period into a series, or corrects it; 0 for those in between. What is new is judged by what
 * was known before; a correction of the newest goes on from there, one of an older period is judged by itself.
 * @param isJudged false: history, which gives no signal and costs nothing
 */
export function takeCount(
  watch: CountWatch,
  object: string,
  series: SeriesState,
  { start, count }: Period,
  isJudged: boolean,
  see?: (point: Point) => void,
): Found | undefined {
  const { every } = watch.content.count
  const state = reach(stateOf(series), start, every)
  const at = (start - firstOf(state)) / lengthOf(every)
  const isNewest = at >= state.counts.length - 1
  const last = series.anomaly
  // Nothing is never too much, and a model of years costs some milliseconds.
  const isIdle = count === 0 && last === null && see === undefined
  if (!isJudged || isIdle) {
    series.detector = forgetOld(watch, { ...state, counts: state.counts.with(at, count) })
    return undefined
  }
  const day = dayOf(new Date(start))
  const taken = observeCount(state, { day, count }, watch.settings)
  series.detector = taken.state
  const reading = readingOf(taken.verdict)
  const { gradedBy, direction, grades, repeatMinutes } = watch.content
  const measure = gradedBy === 'value' ? count : reading.score
  const level = reading.anomalous
    ? levelOf(measure, grades, gradedBy === 'value' ? direction : 'above')
    : null
  const end = start + lengthOf(every) - 1
  see?.(pointOf(end, count, reading))
  const o = { at: end, anomalous: reading.anomalous, level }
  const alone = reading.anomalous ? 'onset' : null
  const phase = isNewest ? phaseOf(series, o, isHigher, repeatMinutes * 60_000) : alone
  if (phase === null) return undefined
  const mark = phase === 'end' ? `count-${day}-end` : `count-${day}`
  return { watch: watch.id, object, mark, at: end, phase, value: count, reading, level, place: series.place }
}

/** The same with room for a period: before what is kept, or after it. */
function reach(state: DetectorState, start: number, every: Every): DetectorState {
  const at = (start - firstOf(state)) / lengthOf(every)
  if (at < 0) {
    const before = Array.from({ length: -at }, () => 0)
    return { ...state, firstDay: dayOf(new Date(start)), counts: [...before, ...state.counts] }
  }
  const missing = at + 1 - state.counts.length
  if (missing <= 0) return state
  return { ...state, counts: [...state.counts, ...Array.from({ length: missing }, () => 0)] }
}

/** What lies further back than a baseline and a year for corrections. */
function forgetOld(watch: CountWatch, state: DetectorState): DetectorState {
  const { every } = watch.content.count
  const old = state.counts.length - Math.ceil((reachOf(watch) + yearMs) / lengthOf(every))
  if (old <= 0) return state
  const firstDay = dayOf(new Date(firstOf(state) + old * lengthOf(every)))
  return { ...state, firstDay, counts: state.counts.slice(old) }
}

function pointOf(at: number, value: number, reading: Reading): Point {
  return {
    at: new Date(at).toISOString(),
    value,
    expected: reading.expected ?? null,
    lower: null,
    upper: reading.upper ?? null,
    score: reading.score,
    anomalous: reading.anomalous,
  }
}

/** The verdict in the words of a detector. `years` 0: there are too few, and the latest periods judged. */
function readingOf(verdict: DetectorVerdict): Reading {
  if (verdict.kind === 'unjudged') return { score: 0, anomalous: false, reason: 'learning', trace: {} }
  const { expected, upper, score, p, alarm, trace: t } = verdict
  const model =
    t.method === 'farrington' ? { years: t.years, dispersion: t.dispersion, damped: t.damped } : { years: 0 }
  const why = t.method === 'farrington' ? 'outbreak' : 'outbreak-recent'
  return {
    score: Math.max(0, score),
    anomalous: alarm,
    expected,
    upper,
    reason: alarm ? why : 'within',
    trace: { ...model, periods: t.periods, recentCases: t.recentCases, p },
  }
}
