import { z } from 'zod'
import type { Detector } from './define.ts'
import { clamp, measured } from './measured.ts'
import { noValue, stillLearning } from './missing.ts'
import { emptyPhases, learnPhase, medianOf, type Phases, phaseOf } from './phases.ts'

/**
 * Residual against the median of the same phase of a period (hour of day, hour of week), in units of the phase's median
 * absolute deviation: z = 0.6745 (x - median) / MAD, unusual beyond 3.5 (Iglewicz and Hoaglin, "How to Detect and Handle
 * Outliers", 1993). Median and MAD bear nearly half of the values being wrong.
 */
export const SeasonalParameters = z.object({
  /** Milliseconds: a day 86,400,000; a week 604,800,000. */
  period: z.number().min(60_000).max(31_622_400_000).default(86_400_000),
  /** Parts of the period; 24 of a day are its hours. */
  phases: z.int().min(1).max(336).default(24),
  /** Milliseconds added to event time before its phase is taken; Chinese time is 28,800,000. */
  offset: z.number().min(-86_400_000).max(86_400_000).default(28_800_000),
  /** Values kept for each phase. */
  depth: z.int().min(5).max(200).default(30),
  /** Values that a phase has before it speaks. */
  fewest: z.int().min(3).max(100).default(7),
  /** Anomalous beyond this |z|. */
  limit: z.number().min(1).max(50).default(3.5),
  /** Spread that even a constant phase is granted, as a share of its median's size. */
  leastSpread: z.number().min(0).max(1).default(0.01),
})
export type SeasonalParameters = z.infer<typeof SeasonalParameters>

/** phases × depth numbers: 24 × 30 are below 15 kB as JSON. */
export interface SeasonalState {
  phases: Phases
}

/** MAD of a normal distribution as a share of its standard deviation. */
const madOfNormal = 0.6745

export const seasonal: Detector<SeasonalParameters, SeasonalState> = {
  kind: 'seasonal',
  parameters: SeasonalParameters,
  start: ({ phases }) => ({ phases: emptyPhases(phases) }),
  step(state, { at, value }, { period, phases, offset, depth, fewest, limit, leastSpread }) {
    const x = measured(value)
    if (x === null) return noValue
    const phase = phaseOf(at + offset, period, phases)
    const known = [...(state.phases[phase] ?? [])]
    learnPhase(state.phases, phase, x, depth)
    if (known.length < fewest) return stillLearning(known.length)
    const median = medianOf(known)
    const mad = medianOf(known.map((other) => Math.abs(other - median)))
    const spread = Math.max(mad / madOfNormal, leastSpread * Math.abs(median), 1e-9)
    const z = (x - median) / spread
    return {
      score: clamp(Math.abs(z) / (Math.abs(z) + limit), 0, 1),
      anomalous: Math.abs(z) > limit,
      expected: median,
      lower: median - limit * spread,
      upper: median + limit * spread,
      reason: Math.abs(z) <= limit ? 'within' : z > 0 ? 'above' : 'below',
      trace: { z, median, spread, phase, threshold: limit },
    }
  },
}
