import { z } from 'zod'
import type { Detector } from './define.ts'
import { clamp, measured } from './measured.ts'
import { noValue, stillLearning } from './missing.ts'
import { medianOf, phaseOf } from './phases.ts'

/**
 * Additive Holt-Winters with a damped trend and a prediction interval, made robust: a value far outside teaches no more
 * than one at the edge of the interval, and the spread follows a bounded loss (Gelper, Fried and Croux, "Robust
 * forecasting with exponential and Holt-Winters smoothing", 2010). The season is told by the clock, so that a gap or a
 * repeated value does not shift it.
 */
export const ForecastParameters = z.object({
  /** Milliseconds of a season; a day. */
  period: z.number().min(60_000).max(31_622_400_000).default(86_400_000),
  /** Parts of the season; 1 is none. */
  phases: z.int().min(1).max(336).default(24),
  /** Values from which level, season and spread are first taken. */
  learn: z.int().min(10).max(700).default(72),
  /** How fast level, trend, season and spread follow, 0 to 1. */
  level: z.number().min(0.001).max(1).default(0.2),
  trend: z.number().min(0).max(1).default(0.02),
  season: z.number().min(0).max(1).default(0.15),
  spread: z.number().min(0.001).max(0.5).default(0.03),
  /** What is left of a trend after each step. */
  damping: z.number().min(0).max(1).default(0.9),
  /** Half the width of the interval, in spreads; anomalous outside. */
  limit: z.number().min(1).max(50).default(5),
})
export type ForecastParameters = z.infer<typeof ForecastParameters>

/** phases + at most `learn` numbers, the latter given up once learned: below 4 kB as JSON as set. */
export interface ForecastState {
  learning: [number, number][]
  level: number
  trend: number
  season: number[]
  /** For each phase how often in a row its value lay outside the interval. */
  outside: number[]
  /** Null until learned. */
  spread: number | null
  /** Values in a row that hardly move in units of the spread. */
  calm: number
}

/** Residuals are cut at so many spreads before they teach; the bounded loss levels off there too. */
const cut = 2
/** A phase whose value lay outside so many times in a row is learned anew: what it was learned from was not ordinary. */
const oftenOutside = 3
/** Values that never leave so few spreads show that what was first learned was not ordinary; it is learned anew. */
const tooCalm = 0.02

export const forecast: Detector<ForecastParameters, ForecastState> = {
  kind: 'forecast',
  parameters: ForecastParameters,
  start: () => ({ learning: [], level: 0, trend: 0, season: [], outside: [], spread: null, calm: 0 }),
  step(state, { at, value }, parameters) {
    const x = measured(value)
    if (x === null) return noValue
    const phase = phaseOf(at, parameters.period, parameters.phases)
    if (state.spread === null) {
      state.learning.push([phase, x])
      if (state.learning.length >= parameters.learn) settle(state, parameters)
      return stillLearning(state.learning.length)
    }
    const spread = state.spread
    const expected = state.level + parameters.damping * state.trend + (state.season[phase] ?? 0)
    const residual = x - expected
    follow(state, phase, residual, spread, parameters)
    relearnPhase(state, phase, Math.abs(residual) > parameters.limit * spread, residual)
    const z = residual / spread
    const { limit } = parameters
    state.calm = z !== 0 && Math.abs(z) < tooCalm ? state.calm + 1 : 0
    if (state.calm >= parameters.learn) state.spread = null
    return {
      score: clamp(Math.abs(z) / (Math.abs(z) + limit), 0, 1),
      anomalous: Math.abs(z) > limit,
      expected,
      lower: expected - limit * spread,
      upper: expected + limit * spread,
      reason: Math.abs(z) <= limit ? 'within' : z > 0 ? 'above' : 'below',
      trace: { z, spread, level: state.level, trend: state.trend, threshold: limit },
    }
  },
}

/** First level, season and spread: medians, so that a bad value among the first does no harm. */
function settle(state: ForecastState, { phases }: ForecastParameters): void {
  state.level = medianOf(state.learning.map(([, x]) => x))
  state.season = Array.from({ length: phases }, (_, phase) => {
    const mine = state.learning.filter(([p]) => p === phase).map(([, x]) => x)
    return mine.length < 2 ? 0 : medianOf(mine) - state.level
  })
  const residuals = state.learning.map(([p, x]) => Math.abs(x - state.level - (state.season[p] ?? 0)))
  state.spread = leastSpread(medianOf(residuals) / 0.6745, state.level)
  state.trend = 0
  state.outside = new Array<number>(phases).fill(0)
  state.learning = []
  state.calm = 0
}

function leastSpread(spread: number, level: number): number {
  return Math.max(spread, 1e-4 * Math.abs(level), 1e-9)
}

function relearnPhase(state: ForecastState, phase: number, isOutside: boolean, residual: number): void {
  const times = isOutside ? (state.outside[phase] ?? 0) + 1 : 0
  state.outside[phase] = times % oftenOutside
  if (times === oftenOutside) state.season[phase] = (state.season[phase] ?? 0) + residual
}

function follow(
  state: ForecastState,
  phase: number,
  residual: number,
  spread: number,
  { level, trend, season, spread: spreadRate, damping }: ForecastParameters,
): void {
  const taught = clamp(residual, -cut * spread, cut * spread)
  state.level += damping * state.trend + level * taught
  state.trend = damping * state.trend + level * trend * taught
  state.season[phase] = (state.season[phase] ?? 0) + (1 - level) * season * taught
  const share = Math.min(1, (residual / spread / cut) ** 2)
  // Biweight, scaled so that a normal residual leaves the spread where it is.
  const loss = 2.52 * (1 - (1 - share) ** 3)
  state.spread = leastSpread(spread * Math.sqrt(1 + spreadRate * (loss - 1)), state.level)
}
