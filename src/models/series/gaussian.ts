import { z } from 'zod'
import type { Detector, Reading } from './define.ts'
import { normalTail } from './distributions.ts'
import { measured } from './measured.ts'
import { noValue, stillLearning } from './missing.ts'

/**
 * Windowed Gaussian: how far in the tail of a normal distribution over a sliding window a value lies. The peer of the
 * Numenta Anomaly Benchmark, with its settings as defaults, kept to check the scorer against published figures; weak
 * where a series has seasons.
 */
export const GaussianParameters = z.object({
  /** Values in the window. */
  window: z.int().min(10).max(20_000).default(6400),
  /** Values by which a full window moves on at once. */
  step: z.int().min(1).max(2000).default(100),
  /** Anomalous where the tail is smaller than 10 to minus this. */
  surprise: z.number().min(1).max(30).default(6),
})
export type GaussianParameters = z.infer<typeof GaussianParameters>

/** Up to window + step numbers, 8.3 MB at the widest allowed, 60 to 130 kB as set. */
export interface GaussianState {
  window: number[]
  waiting: number[]
  /** Sums of differences to the window's first value, so that a constant window has a spread of exactly zero. */
  sum: number
  squares: number
}

/** NAB's stand-in for the spread of a constant window. */
const leastSpread = 1e-6

export const gaussian: Detector<GaussianParameters, GaussianState> = {
  kind: 'gaussian',
  parameters: GaussianParameters,
  start: () => ({ window: [], waiting: [], sum: 0, squares: 0 }),
  step(state, { value }, parameters) {
    const x = measured(value)
    if (x === null) return noValue
    const reading = judge(state, x, parameters)
    learn(state, x, parameters)
    return reading
  },
}

function judge({ window, sum, squares }: GaussianState, x: number, parameters: GaussianParameters): Reading {
  const n = window.length
  if (n === 0) return stillLearning(0)
  const mean = (window[0] as number) + sum / n
  const variance = squares / n - (sum / n) ** 2
  const spread = variance > 0 ? Math.sqrt(variance) : leastSpread
  const { surprise } = parameters
  const z = (x - mean) / spread
  const tail = normalTail(Math.abs(z))
  const wide = Math.sqrt(2 * Math.LN10 * surprise) * spread
  return {
    score: 1 - tail,
    anomalous: tail < 10 ** -surprise,
    expected: mean,
    lower: mean - wide,
    upper: mean + wide,
    reason: x < mean ? 'below' : 'above',
    trace: { mean, spread, z, n },
  }
}

function learn(state: GaussianState, x: number, { window: size, step }: GaussianParameters): void {
  if (state.window.length < size) {
    state.window.push(x)
    const d = x - (state.window[0] as number)
    state.sum += d
    state.squares += d * d
    return
  }
  state.waiting.push(x)
  if (state.waiting.length < step) return
  state.window.splice(0, step)
  state.window.push(...state.waiting)
  state.waiting = []
  const first = state.window[0] as number
  state.sum = 0
  state.squares = 0
  for (const value of state.window) {
    const d = value - first
    state.sum += d
    state.squares += d * d
  }
}
