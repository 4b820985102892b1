import { z } from 'zod'
import type { Detector, Reading } from './define.ts'
import { clamp, measured } from './measured.ts'
import { noValue, stillLearning } from './missing.ts'
import { medianOf } from './phases.ts'

/**
 * Change of level by a two-sided CUSUM (Page 1954) over values in units of a robust spread, cut so that a single outlier
 * is no change (Lucas and Crosier, "Robust CUSUM", 1982). Median and spread come from the first `baseline` values; after
 * a change they are learned anew, so that a new level is said once. Values that hang together strongly from one to the
 * next (temperatures by the minute) need a larger `limit` or a season taken off before.
 */
export const ChangePointParameters = z.object({
  /** Values from which the ordinary level is learned. */
  baseline: z.int().min(10).max(1000).default(60),
  /** Half the shift to be found, in spreads. */
  slack: z.number().min(0.05).max(5).default(0.75),
  /** Anomalous where the sum exceeds so many spreads. */
  limit: z.number().min(1).max(200).default(10),
  /** A value counts as at most so many spreads. */
  cut: z.number().min(1).max(20).default(4),
})
export type ChangePointParameters = z.infer<typeof ChangePointParameters>

/** Up to `baseline` numbers, given up once learned: below 1.5 kB as JSON as set. */
export interface ChangePointState {
  baseline: number[]
  level: number | null
  spread: number
  up: number
  down: number
  /** Values in a row that hardly move in units of the spread. */
  calm: number
}

/** Values that never leave so few spreads show that the baseline was no ordinary one; it is learned anew. */
const tooCalm = 0.02

export const changePoint: Detector<ChangePointParameters, ChangePointState> = {
  kind: 'change-point',
  parameters: ChangePointParameters,
  start: () => ({ baseline: [], level: null, spread: 1, up: 0, down: 0, calm: 0 }),
  step(state, { value }, parameters) {
    const x = measured(value)
    if (x === null) return noValue
    if (state.level === null) {
      state.baseline.push(x)
      if (state.baseline.length >= parameters.baseline) settle(state)
      return stillLearning(state.baseline.length)
    }
    return follow(state, state.level, x, parameters)
  },
}

/** Level and spread of the baseline; a constant one is granted a small spread. */
function settle(state: ChangePointState): void {
  const level = medianOf(state.baseline)
  const spread = medianOf(state.baseline.map((x) => Math.abs(x - level))) / 0.6745
  state.level = level
  state.spread = Math.max(spread, 1e-6 * Math.abs(level), 1e-9)
  state.baseline = []
  state.up = 0
  state.down = 0
  state.calm = 0
}

function follow(
  state: ChangePointState,
  level: number,
  x: number,
  { slack, limit, cut, baseline }: ChangePointParameters,
): Reading {
  const { spread } = state
  const z = clamp((x - level) / spread, -cut, cut)
  state.up = Math.max(0, state.up + z - slack)
  state.down = Math.max(0, state.down - z - slack)
  const sum = Math.max(state.up, state.down)
  const isUp = state.up >= state.down
  const changed = sum > limit
  state.calm = z !== 0 && Math.abs(z) < tooCalm ? state.calm + 1 : 0
  if (changed || state.calm >= baseline) state.level = null
  return {
    score: clamp(sum / (sum + limit), 0, 1),
    anomalous: changed,
    expected: level,
    lower: level - cut * spread,
    upper: level + cut * spread,
    reason: changed ? 'change-point' : 'within',
    trace: { z, level, spread, up: state.up, down: state.down, rises: isUp ? 1 : 0, threshold: limit },
  }
}
