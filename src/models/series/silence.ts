import { z } from 'zod'
import type { Detector } from './define.ts'
import { clamp, measured, timed } from './measured.ts'
import { noTime } from './missing.ts'
import { medianOf } from './phases.ts'
import { emptyRing, push, type Ring } from './ring.ts'

/**
 * Missing data: nothing came for longer than usual. Whoever feeds it says null when a value was expected; a late value
 * shows the gap that it ends. What is usual is the median distance of the last values, unless `every` gives it. A
 * missing value of another kind, stuck, is the same value for `stuckAfter` observations.
 */
export const SilenceParameters = z.object({
  /** Expected distance of values in milliseconds; without it it is learned. */
  every: z.number().min(1).max(31_622_400_000).optional(),
  /** Silent after so many expected distances. */
  missed: z.number().min(1.5).max(1000).default(3),
  /** Equal values in a row; 0 switches this off. */
  stuckAfter: z.int().min(0).max(100_000).default(0),
})
export type SilenceParameters = z.infer<typeof SilenceParameters>

/** Up to 50 distances: below 900 bytes as JSON. */
export interface SilenceState {
  /** When the last value came; null before the first. */
  last: number | null
  value: number
  same: number
  distances: Ring
}

const distancesKept = 50
const fewest = 5

export const silence: Detector<SilenceParameters, SilenceState> = {
  kind: 'silence',
  parameters: SilenceParameters,
  start: () => ({ last: null, value: 0, same: 0, distances: emptyRing() }),
  step(state, { at, value }, { every, missed, stuckAfter }) {
    const x = measured(value)
    if (timed(at) === null) return noTime
    const { values } = state.distances
    const usual = every ?? (values.length >= fewest ? medianOf(values) : 0)
    // A clock set back is no negative silence.
    const gap = state.last === null ? 0 : Math.max(0, at - state.last)
    if (x !== null) {
      if (state.last !== null && at > state.last) push(state.distances, at - state.last, distancesKept)
      state.same = state.last !== null && x === state.value ? Math.min(state.same + 1, 1_000_000) : 1
      state.last = at
      state.value = x
    }
    const missing = usual > 0 && gap > missed * usual
    const stuck = stuckAfter > 0 && state.same >= stuckAfter
    return {
      score: clamp(usual > 0 ? gap / (gap + missed * usual) : 0, stuck ? 0.5 : 0, 1),
      anomalous: missing || stuck,
      reason: missing ? 'missing' : stuck ? 'stuck' : 'within',
      trace: { gap, usual, threshold: missed * usual, same: state.same },
    }
  },
}
