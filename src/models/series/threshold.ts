import { z } from 'zod'
import type { Detector, Reading } from './define.ts'
import { clamp, measured, timed } from './measured.ts'
import { noTime, noValue } from './missing.ts'

/**
 * Fixed limits with hysteresis and duration, as alarm management asks for against chattering alarms (IEC 62682:2014;
 * ANSI/ISA-18.2: deadband, on-delay, off-delay). A value at a limit keeps it.
 */
export const ThresholdParameters = z
  .object({
    /** Limits in the unit of the series; at least one is given. */
    upper: z.number().min(-1e12).max(1e12).optional(),
    lower: z.number().min(-1e12).max(1e12).optional(),
    /** The alarm ends only this far within the limit, in the unit of the series. */
    hysteresis: z.number().min(0).max(1e12).default(0),
    /** Milliseconds for which a limit is exceeded without a break before the alarm begins. */
    after: z.number().min(0).max(31_622_400_000).default(0),
    /** Milliseconds within the limits before it ends. */
    clearAfter: z.number().min(0).max(31_622_400_000).default(0),
  })
  .refine((p) => p.upper !== undefined || p.lower !== undefined, {
    message: 'Give an upper or a lower limit.',
  })
  .refine((p) => p.upper === undefined || p.lower === undefined || p.lower < p.upper, {
    message: 'The lower limit must lie below the upper one.',
  })
export type ThresholdParameters = z.infer<typeof ThresholdParameters>

/** Below 150 bytes as JSON. */
export interface ThresholdState {
  alarm: 'above' | 'below' | null
  /** Since when the value has said other than the alarm does. */
  since: number | null
}

export const threshold: Detector<ThresholdParameters, ThresholdState> = {
  kind: 'threshold',
  parameters: ThresholdParameters,
  start: () => ({ alarm: null, since: null }),
  step(state, { at, value }, parameters) {
    const x = measured(value)
    if (x === null) return { ...noValue, anomalous: state.alarm !== null }
    if (timed(at) === null) return { ...noTime, anomalous: state.alarm !== null }
    const now = sideOf(x, state.alarm, parameters)
    if (now === state.alarm) state.since = null
    else {
      // A clock that was set back starts the waiting anew instead of prolonging it.
      if (state.since === null || at < state.since) state.since = at
      const wait = now === null ? parameters.clearAfter : parameters.after
      if (at - state.since >= wait) {
        state.alarm = now
        state.since = null
      }
    }
    return reading(state, x, now, parameters)
  },
}

/** On which side of the limits a value lies; a running alarm holds until the value is `hysteresis` within. */
function sideOf(
  x: number,
  alarm: ThresholdState['alarm'],
  { upper, lower, hysteresis }: ThresholdParameters,
): ThresholdState['alarm'] {
  if (upper !== undefined && x > upper - (alarm === 'above' ? hysteresis : 0)) return 'above'
  if (lower !== undefined && x < lower + (alarm === 'below' ? hysteresis : 0)) return 'below'
  return null
}

function reading(
  { alarm }: ThresholdState,
  x: number,
  now: ThresholdState['alarm'],
  { upper, lower }: ThresholdParameters,
): Reading {
  const limit = now === 'above' ? upper : now === 'below' ? lower : undefined
  const beyond = limit === undefined ? 0 : Math.abs(x - limit)
  return {
    score: limit === undefined ? 0 : clamp(0.5 + beyond / (2 * (beyond + Math.abs(limit) + 1)), 0.5, 1),
    anomalous: alarm !== null,
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
    reason: alarm ?? now ?? 'within',
    trace: { beyond, ...(limit === undefined ? {} : { threshold: limit }) },
  }
}
