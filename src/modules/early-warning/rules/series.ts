import type { Level, Phase } from '../contract.ts'

/** An observation on its way to a detector. */
export interface Arrival {
  /** Its position in the change feed: found again after a crash, it is known by it. */
  readonly mark: string
  /** Milliseconds since the epoch, by the time of the event. */
  readonly at: number
  readonly value: number | null
  /** Further values of the same row, in the order of the watch. */
  readonly also?: readonly (number | null)[]
  /** What the row says in words. */
  readonly said?: string
  /** The same in English. */
  readonly saidInEnglish?: string
}

/** The same as it comes in: when it became known, where that is told, in milliseconds since the epoch. */
export interface Incoming extends Arrival {
  readonly since?: number
}

/** What is kept of a series between two observations: plain JSON, of bounded size. */
export interface SeriesState {
  /** Newest observation that arrived, and newest that the detector saw. */
  newest: number | null
  seen: number | null
  late: number
  place: string | null
  /** Arrived, and not seen by the detector as long as an older one may still come. */
  waiting: Arrival[]
  detector: unknown
  /** The anomaly that lasts: its level, and the time of its last signal. */
  anomaly: { level: Level | null; told: number } | null
  isSilent: boolean
}

export function newSeries(detector: unknown): SeriesState {
  return {
    newest: null,
    seen: null,
    late: 0,
    place: null,
    waiting: [],
    detector,
    anomaly: null,
    isSilent: false,
  }
}

/** Observations that a series keeps waiting at most; then the oldest goes on whether older ones may come or not. */
const mostWaiting = 256

/**
 * Nobody can have measured what is so far ahead of its arrival (a clock that was put by an hour is borne): taken at its word it
 * would make everything late that comes until then.
 */
const mostAheadMs = 2 * 3_600_000

/**
 * Puts an arrival in its place by the time of the event, and hands on what is ripe: everything older than the newest by
 * the lateness that is allowed. Depends on nothing but what arrived in which order, so that reading the feed again
 * gives the same.
 * @param latenessMs how long an older observation may still come
 */
export function takeArrival(series: SeriesState, incoming: Incoming, latenessMs: number): Arrival[] {
  const { since, ...arrival } = incoming
  const isAhead = since !== undefined && arrival.at > since + mostAheadMs
  if (isAhead || (series.seen !== null && arrival.at < series.seen)) {
    series.late++
    return []
  }
  series.newest = Math.max(series.newest ?? arrival.at, arrival.at)
  if (latenessMs === 0) {
    series.seen = arrival.at
    return [arrival]
  }
  const { waiting } = series
  let place = waiting.length
  while (place > 0 && (waiting[place - 1] as Arrival).at > arrival.at) place--
  waiting.splice(place, 0, arrival)
  const ripe = series.newest - latenessMs
  let n = 0
  while (n < waiting.length && ((waiting[n] as Arrival).at <= ripe || waiting.length - n > mostWaiting)) n++
  const out = waiting.splice(0, n)
  series.seen = out.at(-1)?.at ?? series.seen
  return out
}

/**
 * Which phase an observation is kept for as a signal; null: it says nothing new. Changes what the series knows of the
 * anomaly that lasts.
 */
export function phaseOf(
  series: SeriesState,
  o: { readonly at: number; readonly anomalous: boolean; readonly level: Level | null },
  isHigher: (a: Level | null, b: Level | null) => boolean,
  repeatMs: number,
): Phase | null {
  const { anomaly } = series
  const wasSilent = series.isSilent
  series.isSilent = false
  if (!o.anomalous) {
    series.anomaly = null
    return anomaly === null && !wasSilent ? null : 'end'
  }
  if (anomaly === null) {
    series.anomaly = { level: o.level, told: o.at }
    return 'onset'
  }
  if (isHigher(o.level, anomaly.level)) {
    series.anomaly = { level: o.level, told: o.at }
    return 'level'
  }
  if (o.at - anomaly.told < repeatMs) return null
  anomaly.told = o.at
  return 'repeat'
}
