import { z } from 'zod'
import type { Detector } from './define.ts'
import { clamp, measured, timed } from './measured.ts'
import { noTime, noValue, stillLearning } from './missing.ts'

/**
 * Rate of change between neighbouring values, against a limit: the step test of weather stations (WMO-No. 488, guide to
 * the Global Observing System, part VI: time consistency check). Values further apart than `within` are not compared.
 */
export const RateParameters = z.object({
  /** Largest usual change, in units of the series per hour. */
  perHour: z.number().min(1e-9).max(1e12),
  /** `rise`: only upwards, `fall`: only downwards. */
  direction: z.enum(['both', 'rise', 'fall']).default('both'),
  /** Milliseconds; a day. */
  within: z.number().min(1000).max(31_622_400_000).default(86_400_000),
  /** Changes in a row beyond the limit before it is said. */
  times: z.int().min(1).max(1000).default(1),
})
export type RateParameters = z.infer<typeof RateParameters>

/** Below 120 bytes as JSON. */
export interface RateState {
  at: number | null
  value: number
  times: number
}

const hour = 3_600_000

export const rate: Detector<RateParameters, RateState> = {
  kind: 'rate',
  parameters: RateParameters,
  start: () => ({ at: null, value: 0, times: 0 }),
  step(state, { at, value }, { perHour, direction, within, times }) {
    const x = measured(value)
    if (x === null) return noValue
    if (timed(at) === null) return noTime
    const before = state.at
    const change = x - state.value
    const passed = before === null ? Number.NaN : at - before
    // The same time again: the later word counts, but two values of one moment give no rate.
    state.at = at
    state.value = x
    if (!(passed > 0) || passed > within) {
      if (passed !== 0) state.times = 0
      return stillLearning(before === null ? 0 : 1)
    }
    const speed = (change / passed) * hour
    const counted = direction === 'both' ? Math.abs(speed) : direction === 'rise' ? speed : -speed
    state.times = counted > perHour ? Math.min(state.times + 1, times) : 0
    const reach = (perHour * passed) / hour
    return {
      score: clamp(counted / (counted + perHour), 0, 1),
      anomalous: state.times >= times,
      expected: x - change,
      ...(direction === 'fall' ? {} : { upper: x - change + reach }),
      ...(direction === 'rise' ? {} : { lower: x - change - reach }),
      reason: counted > perHour ? 'jump' : 'within',
      trace: { perHour: speed, threshold: perHour, times: state.times },
    }
  },
}
