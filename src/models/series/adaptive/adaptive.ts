import { z } from 'zod'
import type { Detector, Reading } from '../define.ts'
import { measured } from '../measured.ts'
import { noValue } from '../missing.ts'
import { emptyPhases, learnPhase, medianOf, type Phases, phaseOf } from '../phases.ts'
import { ago, emptyRing, push, type Ring } from '../ring.ts'
import { distances, emptyShapes, remember, type ShapeSize, type Shapes } from './shapes.ts'
import { bandOf, emptyTail, learnTail, surpriseAbove, surpriseBelow, type Tail } from './tail.ts'

/**
 * One setting for series of all kinds: five questions are asked of each value, each answered by how rare the answer was
 * in this very series (`tail.ts`), and the surprises are added up as in Fisher's method of combining tests: is the value
 * itself far out, the mean of the last hour, the value at this time of day, the shape of the last 19 values, the shape of
 * the last 36. What echoes a stronger surprise of a moment ago counts less, so that an incident is said once.
 */
export const AdaptiveParameters = z.object({
  /** Anomalous from this score on; chosen on the development half of NAB. */
  threshold: z.number().min(0.02).max(1).default(0.14),
  /** Values among which rarity is judged; two weeks of five minutes, so that what comes every week is usual. */
  window: z.int().min(100).max(8000).default(4000),
  /** Values whose mean is judged. */
  short: z.int().min(3).max(19).default(12),
  /** Stretches of 36 values in memory. */
  memory: z.int().min(50).max(2000).default(500),
  /** Values for which a stronger surprise makes weaker ones echoes. */
  quiet: z.int().min(0).max(2000).default(400),
  /** Length of the season in milliseconds; a day. */
  period: z.number().min(60_000).max(31_622_400_000).default(86_400_000),
  /** Parts of the season that are told apart. */
  phases: z.int().min(2).max(288).default(96),
})
export type AdaptiveParameters = z.infer<typeof AdaptiveParameters>

/** As set up to 500 stretches of 36 numbers, 5 windows of 4000 and 96 phases of 30, of six digits: below 500 kB as JSON. */
export interface AdaptiveState {
  recent: Ring
  shapes: Shapes
  phases: Phases
  value: Tail
  mean: Tail
  season: Tail
  shortShape: Tail
  longShape: Tail
  step: number
  /** The surprises of the last `quiet` values that no later one exceeds: step and size, falling. */
  peaks: [number, number][]
  active: boolean
}

const shape = { short: 19, long: 36 } as const
const depth = 30
/** A phase with fewer values has no median worth the name. */
const fewestInPhase = 6
/** No question alone decides: each adds at most this. */
const most = 12
const questions = 5
/** What an echo's score is multiplied by. */
const echo = 0.3

type Surprises = Readonly<Record<'above' | 'below' | 'level' | 'season' | 'shape' | 'shape-long', number>>

export const adaptive: Detector<AdaptiveParameters, AdaptiveState> = {
  kind: 'adaptive',
  parameters: AdaptiveParameters,
  start: ({ phases }) => ({
    recent: emptyRing(),
    shapes: emptyShapes(),
    phases: emptyPhases(phases),
    value: emptyTail(),
    mean: emptyTail(),
    season: emptyTail(),
    shortShape: emptyTail(),
    longShape: emptyTail(),
    step: 0,
    peaks: [],
    active: false,
  }),
  step(state, { at, value }, parameters) {
    const x = measured(value)
    if (x === null) return noValue
    const phase = phaseOf(at, parameters.period, parameters.phases)
    const known = state.phases[phase] ?? []
    const expected = known.length >= fewestInPhase ? medianOf(known) : state.value.middle
    const surprises = ask(state, x, known.length >= fewestInPhase ? expected : null, parameters)
    learnPhase(state.phases, phase, x, depth)
    return judge(state, surprises, expected, parameters)
  },
}

/** Asks the five questions and learns from the value. */
function ask(
  state: AdaptiveState,
  x: number,
  seasonal: number | null,
  parameters: AdaptiveParameters,
): Surprises {
  const { window, short } = parameters
  push(state.recent, x, shape.long)
  const above = surpriseAbove(state.value, x)
  const below = surpriseBelow(state.value, x)
  learnTail(state.value, x, window)
  return {
    above,
    below,
    level: askLevel(state, short, window),
    season: seasonal === null ? 0 : askRarity(state.season, Math.abs(x - seasonal), window),
    ...askShapes(state, parameters),
  }
}

function askLevel(state: AdaptiveState, short: number, window: number): number {
  let sum = 0
  for (let back = 1; back <= short; back++) {
    const value = ago(state.recent, back)
    if (value === undefined) return 0
    sum += value
  }
  const mean = sum / short
  const surprise = Math.max(surpriseAbove(state.mean, mean), surpriseBelow(state.mean, mean))
  learnTail(state.mean, mean, window)
  return surprise
}

function askShapes(
  state: AdaptiveState,
  { window, memory }: AdaptiveParameters,
): { shape: number; 'shape-long': number } {
  if (state.recent.values.length < shape.long) return { shape: 0, 'shape-long': 0 }
  const stretch = Array.from({ length: shape.long }, (_, i) => ago(state.recent, shape.long - i) as number)
  const size: ShapeSize = { ...shape, memory }
  const found = distances(state.shapes, stretch, size)
  remember(state.shapes, stretch, size)
  if (!found) return { shape: 0, 'shape-long': 0 }
  const spread = spreadOf(state.value)
  return {
    shape: askRarity(state.shortShape, Math.log(found.short / spread + 1e-9), window),
    'shape-long': askRarity(state.longShape, Math.log(found.long / spread + 1e-9), window),
  }
}

/** A unit for distances that outliers do not move; 1 where the series is constant. */
function spreadOf(tail: Tail): number {
  const wide = tail.high - tail.low
  if (wide > 0) return wide
  return tail.highExcess + tail.lowExcess || 1
}

function askRarity(tail: Tail, x: number, window: number): number {
  const surprise = surpriseAbove(tail, x)
  learnTail(tail, x, window)
  return surprise
}

function judge(
  state: AdaptiveState,
  surprises: Surprises,
  expected: number,
  parameters: AdaptiveParameters,
): Reading {
  const { threshold, quiet } = parameters
  const value = Math.max(surprises.above, surprises.below)
  const parts = [value, surprises.level, surprises.season, surprises.shape, surprises['shape-long']]
  const total = parts.reduce((sum, part) => sum + Math.min(part, most), 0)
  const full = total / (questions * most)
  const score = isRecord(state, total, quiet) ? full : echo * full
  state.active = score >= threshold || (state.active && full >= threshold / 2)
  const [reason] = Object.entries(surprises).reduce((a, b) => (b[1] > a[1] ? b : a))
  return {
    score,
    anomalous: state.active,
    expected,
    ...bandOf(state.value, 4),
    reason: reason === 'shape-long' ? 'shape' : reason,
    trace: { ...surprises, total, threshold: threshold * questions * most },
  }
}

/** Whether no surprise of the last `quiet` values was as large; keeps the falling sequence that tells. */
function isRecord(state: AdaptiveState, total: number, quiet: number): boolean {
  const { peaks } = state
  const now = state.step++
  while (peaks[0] && peaks[0][0] < now - quiet) peaks.shift()
  const strongest = peaks[0]?.[1] ?? -1
  while ((peaks.at(-1)?.[1] ?? Number.POSITIVE_INFINITY) <= total) peaks.pop()
  peaks.push([now, total])
  return total > strongest
}
