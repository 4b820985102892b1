import { z } from 'zod'
import type { Reading, VectorDetector } from './define.ts'
import { fQuantile, normalQuantile } from './distributions.ts'
import { covarianceOf, eigenOf } from './matrix.ts'
import { clamp, measured } from './measured.ts'
import { noValue, stillLearning } from './missing.ts'
import { medianOf } from './phases.ts'

/**
 * Several series together: Hotelling's T² (1947) in the principal components that carry `explained` of the variance, and
 * Q, the squared distance to their plane (Jackson and Mudholkar, "Control Procedures for Residuals Associated with
 * Principal Component Analysis", 1979). The first `training` vectors tell what is ordinary and stay the measure: a new
 * ordinary needs a new start. A vector with a missing part is not judged.
 */
export const HotellingParameters = z.object({
  /** Vectors from which the ordinary is learned. */
  training: z.int().min(20).max(2000).default(400),
  /** Share of variance kept in the components; 1 is plain T² without Q. */
  explained: z.number().min(0.5).max(1).default(1),
  /** Share of ordinary vectors within the limits. */
  confidence: z.number().min(0.9).max(0.999999).default(0.999),
  /** Median over so many values of T² and of Q before they are judged. */
  smooth: z.int().min(1).max(60).default(1),
})
export type HotellingParameters = z.infer<typeof HotellingParameters>

/** training × width numbers while learning (400 × 8: 35 kB), then width² and a few: below 4 kB for 8 series. */
export interface HotellingState {
  rows: number[][]
  model: Model | null
  recentT2: number[]
  recentQ: number[]
  /** Vectors in a row that hardly move in units of the training. */
  calm: number
}

interface Model {
  means: number[]
  /** 0 marks a constant series, which is left out. */
  spreads: number[]
  /** Kept components as rows, and their variances. */
  vectors: number[][]
  variances: number[]
  limitT2: number
  /** 0 where all components are kept: no Q. */
  limitQ: number
}

/** More series than this are more than Jacobi's rotations should be asked for. */
const mostSeries = 50
/** Training values further out than so many robust spreads are pulled in: one wild value must not set the scale. */
const cut = 10
/** T² a thousandth of its mean for as long as the training took: the training was not ordinary and is repeated. */
const tooCalm = 1e-3

export const hotelling: VectorDetector<HotellingParameters, HotellingState> = {
  kind: 'hotelling',
  parameters: HotellingParameters,
  start: () => ({ rows: [], model: null, recentT2: [], recentQ: [], calm: 0 }),
  step(state, { values }, parameters) {
    const row = values.slice(0, mostSeries).map(measured)
    if (row.length === 0 || !row.every((x) => x !== null)) return noValue
    const width = state.model?.means.length ?? state.rows[0]?.length ?? row.length
    if (row.length !== width) return { ...noValue, reason: 'wrong-width' }
    if (!state.model) {
      state.rows.push(row)
      if (state.rows.length >= parameters.training) {
        state.model = learn(state.rows, parameters)
        state.rows = []
      }
      return stillLearning(state.rows.length)
    }
    return judge(state, state.model, row, parameters)
  },
}

function learn(rows: readonly number[][], { explained, confidence }: HotellingParameters): Model {
  const tamed = pullIn(rows)
  const n = tamed.length
  const width = tamed[0]?.length ?? 0
  const columns = Array.from({ length: width }, (_, i) => tamed.map((row) => row[i] as number))
  const means = columns.map((column) => column.reduce((a, b) => a + b, 0) / n)
  const spreads = columns.map((column, i) => {
    const spread = Math.sqrt(column.reduce((sum, x) => sum + (x - (means[i] as number)) ** 2, 0) / n)
    return spread > 1e-12 * Math.abs(means[i] as number) ? spread : 0
  })
  const scaled = tamed.map((row) => scale(row, means, spreads))
  const { values, vectors } = eigenOf(covarianceOf(scaled))
  const whole = values.reduce((a, b) => a + Math.max(b, 0), 0)
  let kept = 0
  // Variance of rounding alone would make T² a lottery.
  const isReal = (k: number) => (values[k] ?? 0) > 1e-9 * whole
  for (let sum = 0; isReal(kept) && sum < explained * whole * (1 - 1e-12); kept++)
    sum += values[kept] as number
  const m = Math.max(1, kept)
  const factor = (m * (n - 1) * (n + 1)) / (n * Math.max(1, n - m))
  return {
    means,
    spreads,
    vectors: vectors.slice(0, kept),
    variances: values.slice(0, kept),
    limitT2: factor * fQuantile(confidence, m, Math.max(1, n - m)),
    limitQ: explained >= 1 ? 0 : limitOfQ(values.slice(kept), confidence),
  }
}

/** Each column's values no further from its median than `cut` robust spreads. */
function pullIn(rows: readonly number[][]): number[][] {
  const width = rows[0]?.length ?? 0
  const bounds = Array.from({ length: width }, (_, i) => {
    const column = rows.map((row) => row[i] as number)
    const middle = medianOf(column)
    const away = column.map((x) => Math.abs(x - middle)).sort((a, b) => a - b)
    const spread = medianOf(away) / 0.6745 || (away[Math.floor(0.9 * away.length)] as number)
    return { low: middle - cut * spread, high: middle + cut * spread }
  })
  return rows.map((row) => row.map((x, i) => clamp(x, bounds[i]?.low ?? x, bounds[i]?.high ?? x)))
}

function scale(row: readonly number[], means: readonly number[], spreads: readonly number[]): number[] {
  return row.map((x, i) => {
    const spread = spreads[i] as number
    // A million spreads are as damning as more, and their squares stay finite.
    return spread === 0 ? 0 : clamp((x - (means[i] as number)) / spread, -1e6, 1e6)
  })
}

/** Jackson and Mudholkar's limit from the variances left out. */
function limitOfQ(left: readonly number[], confidence: number): number {
  const power = (k: number) => left.reduce((sum, v) => sum + Math.max(v, 0) ** k, 0)
  const [t1, t2, t3] = [power(1), power(2), power(3)]
  if (!(t1 > 0)) return 0
  const h = 1 - (2 * t1 * t3) / (3 * t2 * t2)
  const c = normalQuantile(confidence)
  return t1 * (1 + (c * h * Math.sqrt(2 * t2)) / t1 + (t2 * h * (h - 1)) / (t1 * t1)) ** (1 / h)
}

function judge(
  state: HotellingState,
  { means, spreads, vectors, variances, limitT2, limitQ }: Model,
  row: readonly number[],
  { smooth, training }: HotellingParameters,
): Reading {
  const x = scale(row, means, spreads)
  const along = vectors.map((vector) => vector.reduce((sum, v, i) => sum + v * (x[i] as number), 0))
  const rawT2 = along.reduce((sum, a, k) => sum + (a * a) / (variances[k] as number), 0)
  const rawQ = Math.max(0, x.reduce((sum, v) => sum + v * v, 0) - along.reduce((sum, a) => sum + a * a, 0))
  state.calm = rawT2 < tooCalm * vectors.length ? state.calm + 1 : 0
  if (state.calm >= training) {
    state.model = null
    state.calm = 0
  }
  const t2 = smoothed(state.recentT2, rawT2, smooth)
  const q = limitQ > 0 ? smoothed(state.recentQ, rawQ, smooth) : 0
  const ratio = Math.max(t2 / limitT2, limitQ > 0 ? q / limitQ : 0)
  return {
    score: clamp(ratio / (1 + ratio), 0, 1),
    anomalous: ratio > 1,
    reason: ratio > 1 ? 'multivariate' : 'within',
    trace: { t2, q, thresholdT2: limitT2, thresholdQ: limitQ, ...farthest(x) },
  }
}

function smoothed(recent: number[], x: number, size: number): number {
  recent.push(x)
  if (recent.length > size) recent.shift()
  return medianOf(recent)
}

/** Which series is furthest from its own mean, in its own spreads. */
function farthest(x: readonly number[]): { series: number; z: number } {
  const series = x.reduce((best, v, i) => (Math.abs(v) > Math.abs(x[best] as number) ? i : best), 0)
  return { series, z: x[series] as number }
}
