import { exceedance } from './bounds.ts'
import { countQuantile } from './distributions.ts'
import {
  type FarringtonSettings,
  type FarringtonTrace,
  improvedFarrington,
  judgeByFarrington,
} from './farrington.ts'
import { predictedCounts } from './windows.ts'

/** What a detector remembers of one series: plain JSON, a few years of counts. */
export interface DetectorState {
  /** First day of the first period kept, as 2026-01-05. */
  readonly firstDay: string
  /** Days of a period. */
  readonly stepDays: 1 | 7
  /** One count a period; null where none came or it was withdrawn. */
  readonly counts: readonly (number | null)[]
}

export interface DetectorSettings {
  readonly farrington: FarringtonSettings
  /** Years of history from which on Farrington judges; before that the latest periods do. */
  readonly leastYears: number
  /** Latest periods that judge in the meantime, and how many of them must be known. */
  readonly recent: { readonly periods: number; readonly least: number }
}

/** For weekly counts. */
export const weeklyDetector: DetectorSettings = {
  farrington: improvedFarrington,
  leastYears: 3,
  recent: { periods: 6, least: 4 },
}

/** For daily counts: half a year left out, 7 days for “enough cases”, four weeks of every weekday until there are years. */
export const dailyDetector: DetectorSettings = {
  farrington: { ...improvedFarrington, leaveOut: 182, alpha: 0.01, least: { cases: 5, periods: 7 } },
  leastYears: 3,
  recent: { periods: 28, least: 14 },
}

export interface PeriodCount {
  /** First day of the period. */
  readonly day: string
  readonly count: number | null
}

/** What is behind a verdict: a model of several years, or the latest periods while there are none. */
export type DetectorTrace =
  | ({ readonly method: 'farrington'; readonly from: string; readonly to: string } & Omit<
      FarringtonTrace,
      'from' | 'to'
    >)
  | {
      readonly method: 'recent'
      readonly from: string
      readonly to: string
      readonly periods: number
      readonly recentCases: number
      readonly isEnough: boolean
    }

export type DetectorVerdict =
  | {
      readonly kind: 'judged'
      readonly day: string
      readonly observed: number
      readonly expected: number
      readonly upper: number
      /** 0 at what is expected, 1 at the upper bound. */
      readonly score: number
      /** Chance of a count at least as high if nothing is wrong. */
      readonly p: number
      readonly alarm: boolean
      readonly trace: DetectorTrace
    }
  | { readonly kind: 'unjudged'; readonly day: string; readonly because: 'no-count' | 'short-history' }

const dayMs = 86_400_000

/** A detector that begins with a period; `counts` loads history from that day on. */
export function openDetector(
  firstDay: string,
  stepDays: 1 | 7,
  counts: readonly (number | null)[] = [],
): DetectorState {
  for (const count of counts) assertCount(count)
  return { firstDay: dayOf(timeOf(firstDay)), stepDays, counts: [...counts] }
}

/**
 * Takes a new count, or corrects one of a period that is kept (null withdraws it); periods in between stay unknown.
 * @returns the new state and the verdict on that period; what a correction changes later, `judgeSince` tells
 * @throws where the day does not begin a period, lies before what is kept or more than a year ahead
 */
export function observeCount(
  state: DetectorState,
  { day, count }: PeriodCount,
  settings: DetectorSettings,
): { readonly state: DetectorState; readonly verdict: DetectorVerdict } {
  assertCount(count)
  const at = periodOf(state, day)
  const counts = [...state.counts]
  if (at >= counts.length + frequencyOf(state))
    throw new Error(
      `${day} is more than a year after the last period: correct the day or open a new detector.`,
    )
  while (counts.length < at) counts.push(null)
  counts[at] = count
  const next = forgetOld({ ...state, counts }, settings.farrington.years)
  return { state: next, verdict: judgePeriod(next, periodOf(next, day), settings) }
}

/** Verdicts on all periods from a day on, as they look with what is known now. */
export function judgeSince(state: DetectorState, day: string, settings: DetectorSettings): DetectorVerdict[] {
  const from = periodOf(state, day)
  return state.counts.slice(from).map((_, n) => judgePeriod(state, from + n, settings))
}

function judgePeriod(state: DetectorState, at: number, settings: DetectorSettings): DetectorVerdict {
  const day = startOf(state, at)
  const observed = state.counts[at]
  if (observed === null || observed === undefined) return { kind: 'unjudged', day, because: 'no-count' }
  const { stepDays, firstDay, counts } = state
  const series = { counts, frequency: frequencyOf(state), calendar: { firstDay, stepDays } }
  const judged = judgeByFarrington(series, at, settings.farrington)
  if (judged === undefined || judged.trace.years < settings.leastYears)
    return judgeByRecent(state, at, observed, settings)
  const { lower: _, trace, ...verdict } = judged
  const [from, to] = [startOf(state, trace.from), startOf(state, trace.to)]
  return { kind: 'judged', day, ...verdict, trace: { method: 'farrington', ...trace, from, to } }
}

/** While there are no years to compare with: what the latest periods predict. */
function judgeByRecent(
  state: DetectorState,
  at: number,
  observed: number,
  { recent, farrington: { alpha, least } }: DetectorSettings,
): DetectorVerdict {
  const day = startOf(state, at)
  const first = Math.max(0, at - recent.periods)
  const past = state.counts.slice(first, at).filter((count) => count !== null)
  if (past.length < recent.least) return { kind: 'unjudged', day, because: 'short-history' }
  const predicted = predictedCounts(past)
  const upper = countQuantile(predicted, 1 - alpha)
  const score = exceedance(observed, predicted.mean, upper)
  const recentCases = state.counts
    .slice(Math.max(0, at - least.periods + 1), at + 1)
    .reduce<number>((sum, count) => sum + (count ?? 0), 0)
  const isEnough = recentCases >= least.cases
  return {
    kind: 'judged',
    day,
    observed,
    expected: predicted.mean,
    upper,
    score,
    p: predicted.from(observed),
    alarm: score > 1 && isEnough,
    trace: {
      method: 'recent',
      from: startOf(state, first),
      to: startOf(state, at - 1),
      periods: past.length,
      recentCases,
      isEnough,
    },
  }
}

const frequencyOf = ({ stepDays }: DetectorState): number => (stepDays === 7 ? 52 : 365)

const startOf = ({ firstDay, stepDays }: DetectorState, at: number): string =>
  dayOf(timeOf(firstDay) + at * stepDays * dayMs)

function periodOf(state: DetectorState, day: string): number {
  const at = (timeOf(day) - timeOf(state.firstDay)) / (state.stepDays * dayMs)
  if (!Number.isInteger(at))
    throw new Error(
      `No period begins on ${day}: they begin every ${state.stepDays} days from ${state.firstDay}.`,
    )
  if (at < 0) throw new Error(`${day} lies before ${state.firstDay}, the first day that is kept.`)
  return at
}

/** Keeps one period beyond the years that a baseline reaches back, with a year to spare for corrections. */
function forgetOld(state: DetectorState, years: number): DetectorState {
  const most = (years + 2) * (frequencyOf(state) + 1)
  const old = state.counts.length - most
  if (old <= 0) return state
  return { ...state, firstDay: startOf(state, old), counts: state.counts.slice(old) }
}

function timeOf(day: string): number {
  const time = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(time)) throw new Error(`Not a day: ${day}. Write it as 2026-01-05.`)
  return time
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

function assertCount(count: number | null): void {
  if (count !== null && !(Number.isInteger(count) && count >= 0))
    throw new Error(`Not a count: ${count}. A count is a whole number of 0 or more, or null where none came.`)
}
