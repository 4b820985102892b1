import { detectors, type Reading, vectorDetectors } from '#models/series'
import type { Level, Phase, Point, WatchContent } from './contract.ts'
import {
  type Arrival,
  compareLevels,
  type Incoming,
  levelOf,
  newSeries,
  phaseOf,
  type SeriesState,
  takeArrival,
} from './rules.ts'

/** A watch with its detector, ready to be fed. */
export interface Watch {
  readonly id: string
  readonly version: number
  readonly content: WatchContent
  readonly detector: {
    start(): unknown
    step(state: unknown, arrival: Arrival): Reading
  }
}

/** A signal as it was found, before anybody settled it. */
export interface Found {
  readonly watch: string
  readonly object: string
  readonly mark: string
  readonly at: number
  readonly phase: Phase
  readonly value: number | null
  readonly said?: string | undefined
  readonly saidInEnglish?: string | undefined
  readonly reading: Pick<Reading, 'expected' | 'lower' | 'upper' | 'score' | 'reason' | 'trace'>
  readonly level: Level | null
  readonly place: string | null
}

/** @returns undefined where it counts, or there is no such detector, or it does not take these parameters */
export function compileWatch(w: { id: string; version: number; content: WatchContent }): Watch | undefined {
  const { detector: chosen, also, count } = w.content
  const detector = count !== null ? undefined : also.length > 0 ? severalOf(chosen) : singleOf(chosen)
  return detector === undefined ? undefined : { ...w, detector }
}

type Chosen = WatchContent['detector']

function singleOf({ kind, parameters }: Chosen): Watch['detector'] | undefined {
  const detector = Object.hasOwn(detectors, kind) ? detectors[kind] : undefined
  const parsed = detector?.parameters.safeParse(parameters)
  if (detector === undefined || parsed?.success !== true) return undefined
  return {
    start: () => detector.start(parsed.data),
    step: (state, { at, value }) => detector.step(state, { at, value }, parsed.data),
  }
}

/** Their score is the distance in limits: 1 at the limit. */
function severalOf({ kind, parameters }: Chosen): Watch['detector'] | undefined {
  const detector = Object.hasOwn(vectorDetectors, kind) ? vectorDetectors[kind] : undefined
  const parsed = detector?.parameters.safeParse(parameters)
  if (detector === undefined || parsed?.success !== true) return undefined
  return {
    start: () => detector.start(parsed.data),
    step(state, { at, value, also = [] }) {
      const reading = detector.step(state, { at, values: [value, ...also] }, parsed.data)
      return { ...reading, score: inLimits(reading.score) }
    },
  }
}

/** A thousand limits are as bad as more. */
const mostLimits = 1000

/** Detectors of several say r / (1 + r) of a distance of r limits. */
const inLimits = (score: number) => Math.min(mostLimits, score >= 1 ? mostLimits : score / (1 - score))

export function startSeries(watch: Watch): SeriesState {
  return newSeries(watch.detector.start())
}

const minute = 60_000
export const isHigher = (a: Level | null, b: Level | null) =>
  a !== null && (b === null || compareLevels(a, b) > 0)

/**
 * Feeds a series with an arrival: signals that are new, and if asked for each point as the detector saw it. Pure but
 * for the state, which it changes; the same arrivals give the same signals.
 */
export function feed(
  watch: Watch,
  object: string,
  series: SeriesState,
  arrival: Incoming,
  see?: (point: Point) => void,
): Found[] {
  const { content: c, detector } = watch
  const found: Found[] = []
  for (const a of takeArrival(series, arrival, c.latenessSeconds * 1000)) {
    const reading = detector.step(series.detector, a)
    const measure = c.gradedBy === 'value' ? a.value : reading.score
    const level =
      reading.anomalous && measure !== null
        ? levelOf(measure, c.grades, c.gradedBy === 'value' ? c.direction : 'above')
        : null
    const phase = phaseOf(
      series,
      { at: a.at, anomalous: reading.anomalous, level },
      isHigher,
      c.repeatMinutes * minute,
    )
    see?.({
      at: new Date(a.at).toISOString(),
      value: a.value,
      expected: reading.expected ?? null,
      lower: reading.lower ?? null,
      upper: reading.upper ?? null,
      score: reading.score,
      anomalous: reading.anomalous,
    })
    if (phase !== null)
      found.push({
        watch: watch.id,
        object,
        mark: a.mark,
        at: a.at,
        phase,
        value: a.value,
        said: a.said,
        saidInEnglish: a.saidInEnglish,
        reading,
        level,
        place: series.place,
      })
  }
  return found
}

/** The signal of an object that has said nothing for too long; undefined: it has, or it was told already. */
export function noteSilence(
  watch: Watch,
  object: string,
  series: SeriesState,
  now: number,
): Found | undefined {
  const { silentMinutes } = watch.content
  if (silentMinutes === null || series.newest === null || series.isSilent) return undefined
  const since = series.newest + silentMinutes * minute
  if (now < since) return undefined
  series.isSilent = true
  return {
    watch: watch.id,
    object,
    mark: `silent-${series.newest}`,
    at: since,
    phase: 'silent',
    value: null,
    reading: { score: 1, reason: 'silent', trace: { minutes: silentMinutes } },
    level: 'blue',
    place: series.place,
  }
}
