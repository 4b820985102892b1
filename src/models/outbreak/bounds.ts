import { countQuantile, negativeBinomial, normalAbove, normalQuantile, poisson } from './distributions.ts'

/** What a model expects of one period. */
export interface Prediction {
  /** Natural logarithm of the expected count, and its standard error. */
  readonly log: number
  readonly error: number
  /** Variance / mean of the counts, 1 or more. */
  readonly dispersion: number
}

export interface Bounds {
  readonly lower: number
  readonly upper: number
  /** Chance of a count at least as high as the observed one. */
  readonly p: number
}

/** The power on which counts are nearly normal; 2/3 takes the skewness away (Farrington et al. 1996). */
export type Power = '2/3' | '1/2' | 'none'

const exponents: Readonly<Record<Power, number>> = { '2/3': 2 / 3, '1/2': 1 / 2, none: 1 }

/**
 * Bounds of a prediction interval on a transformed scale (Farrington et al. 1996, section 3.6).
 * @param tail chance above the upper bound if nothing is wrong, 0 to ½
 */
export function deltaBounds(
  { log, error, dispersion }: Prediction,
  observed: number,
  { tail, power }: { readonly tail: number; readonly power: Power },
): Bounds {
  const mean = Math.exp(log)
  const exponent = exponents[power]
  // Var(y − mean) = mean × dispersion + Var(mean); by the delta method on the scale of the power.
  const variance = mean * dispersion + (error * mean) ** 2
  const deviation = exponent * mean ** (exponent - 1) * Math.sqrt(variance)
  const reach = normalQuantile(1 - tail) * deviation
  return {
    lower: Math.max(0, mean ** exponent - reach) ** (1 / exponent),
    upper: (mean ** exponent + reach) ** (1 / exponent),
    p: normalAbove((observed ** exponent - mean ** exponent) / deviation),
  }
}

/**
 * Bounds as quantiles of the negative binomial with the dispersion of the model (Noufaily et al. 2013), of the Poisson
 * where that is 1. `nbPlugin` takes the expected count as it is; `muan` takes its own upper limit instead, so that the
 * uncertainty of the model counts too.
 * @param tail chance above the upper bound if nothing is wrong, 0 to ½
 */
export function quantileBounds(
  { log, error, dispersion }: Prediction,
  observed: number,
  { tail, bound }: { readonly tail: number; readonly bound: 'nbPlugin' | 'muan' },
): Bounds {
  const mean = Math.exp(bound === 'muan' ? log + normalQuantile(1 - tail) * error : log)
  const counts = dispersion > 1 ? negativeBinomial(mean / (dispersion - 1), 1 / dispersion) : poisson(mean)
  return {
    lower: countQuantile(counts, tail),
    upper: countQuantile(counts, 1 - tail),
    p: counts.from(observed),
  }
}

/**
 * How far the count went from what is expected (0) to the bound (1); above 1 exactly where it lies above the bound.
 * A bound in whole cases may lie at or under an expectation of less than one: from there each case counts 1.
 */
export function exceedance(observed: number, expected: number, upper: number): number {
  if (upper > expected) return (observed - expected) / (upper - expected)
  return observed > upper ? 1 + observed - upper : 0
}
