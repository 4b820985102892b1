import { discreteLaplace, type Fraction } from './laplace.ts'
import { type RandomSource, secureRandom } from './random.ts'

/** A figure with noise, and what a reader has to know of it. */
export interface NoisyFigure {
  readonly value: number
  /** What was spent of the budget. */
  readonly epsilon: number
  /** In 95 of 100 releases the value lies within ± this of the clamped truth. */
  readonly margin95: number
}

export interface NoiseOptions {
  /** Above 0; smaller is more private. Used to the millionth, rounded down. */
  readonly epsilon: number
  readonly random?: RandomSource
}

export interface ClampOptions extends NoiseOptions {
  /** Every value is brought into [lower, upper] first: one person changes the sum by no more. Take them from knowledge, never from the data. */
  readonly lower: number
  readonly upper: number
  /** Step of the result, default a thousandth of the wider bound: noise is drawn in whole steps. */
  readonly step?: number
}

const millionths = 1_000_000

/**
 * A count under the geometric mechanism: ε-differentially private when one person adds or takes away at most
 * `perPerson` rows. May be negative: bring it to 0 for a screen, not before further sums.
 */
export function noisyCount(
  count: number,
  options: NoiseOptions & { readonly perPerson?: number },
): NoisyFigure {
  const perPerson = options.perPerson ?? 1
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`a count of ${count}`)
  if (!Number.isSafeInteger(perPerson) || perPerson < 1) throw new RangeError(`${perPerson} rows a person`)
  const scale = scaleOf(BigInt(perPerson), options.epsilon)
  const noise = discreteLaplace(scale, options.random ?? secureRandom)
  return { value: count + Number(noise), epsilon: options.epsilon, margin95: marginOf(scale) }
}

/**
 * A sum of clamped values, one a person, under the Laplace mechanism on a grid: values are rounded to whole steps, the
 * noise is drawn in whole steps. The grid costs at most half a step a value and keeps the guarantee exact.
 */
export function noisySum(values: readonly number[], options: ClampOptions): NoisyFigure {
  const { step } = gridOf(options)
  return noisyTotal(
    values.reduce((sum, v) => sum + BigInt(Math.round(clamp(v, options) / step)), 0n),
    options,
  )
}

/** The same for a sum that a database has taken: of values clamped, and rounded to whole steps, before they were added. */
export function noisyTotal(steps: bigint, options: ClampOptions): NoisyFigure {
  const { sensitivity, step } = gridOf(options)
  const scale = scaleOf(sensitivity, options.epsilon)
  const noise = discreteLaplace(scale, options.random ?? secureRandom)
  return { value: Number(steps + noise) * step, epsilon: options.epsilon, margin95: marginOf(scale) * step }
}

/** The step in which sums are rounded and noise is drawn. @throws RangeError for bounds or a step that are none */
export function stepOf(options: Pick<ClampOptions, 'lower' | 'upper' | 'step'>): number {
  return gridOf({ ...options, epsilon: 1 }).step
}

/**
 * A mean of clamped values: half of ε for the sum of the differences from the middle, half for the count; the result is
 * brought into [lower, upper]. `margin95` is that of the sum by the noisy count: too small where the count is a handful.
 */
export function noisyMean(values: readonly number[], options: ClampOptions): NoisyFigure {
  const half = { ...options, epsilon: options.epsilon / 2 }
  const middle = (options.lower + options.upper) / 2
  const shifted = { lower: options.lower - middle, upper: options.upper - middle }
  const differences = values.map((v) => clamp(v, options) - middle)
  const sum = noisySum(differences, {
    ...half,
    ...shifted,
    step: options.step ?? (options.upper - options.lower) / 1000,
  })
  const count = Math.max(1, noisyCount(values.length, half).value)
  return {
    value: clamp(middle + sum.value / count, options),
    epsilon: options.epsilon,
    margin95: sum.margin95 / count,
  }
}

function gridOf(options: ClampOptions) {
  const { lower, upper } = options
  if (!(Number.isFinite(lower) && Number.isFinite(upper) && lower < upper))
    throw new RangeError(`bounds ${lower} to ${upper}`)
  const bound = Math.max(Math.abs(lower), Math.abs(upper))
  const step = options.step ?? bound / 1000
  if (!(step > 0 && bound / step < 2 ** 53)) throw new RangeError(`a step of ${step}`)
  // Adding or taking away one person changes the sum by at most the wider bound.
  const sensitivity = BigInt(
    Math.max(1, Math.round(Math.abs(lower) / step), Math.round(Math.abs(upper) / step)),
  )
  return { sensitivity, step }
}

/** What is no number counts as the lower bound: refusing would tell that somebody's value is missing. */
function clamp(value: number, { lower, upper }: { lower: number; upper: number }): number {
  return Number.isNaN(value) ? lower : Math.min(upper, Math.max(lower, value))
}

function scaleOf(sensitivity: bigint, epsilon: number): Fraction {
  // Rounded down: what is promised is never less private than what is drawn.
  const spent = Math.floor(epsilon * millionths + 1e-6)
  if (!(spent >= 1 && spent <= 100 * millionths))
    throw new RangeError(`ε of ${epsilon}, allowed are 0.000001 to 100`)
  return { over: sensitivity * BigInt(millionths), under: BigInt(spent) }
}

/** P(|noise| > m) = 2 q^(m+1) / (1 + q) with q = exp(−1 / scale). */
function marginOf({ over, under }: Fraction): number {
  const scale = Number(over) / Number(under)
  const q = Math.exp(-1 / scale)
  return Math.max(0, Math.ceil(scale * -Math.log((0.05 * (1 + q)) / 2) - 1))
}
