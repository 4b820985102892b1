/**
 * A quasi-Poisson log-linear model with a level for each season and, if wanted, a common trend:
 * log E(y) = level of the season + slope × time. Fitted by iteratively reweighted least squares as R's `glm.fit` does
 * (start y + 0.1, stop when the deviance changes by less than 1e-8, 25 rounds), so that figures can be compared.
 * Levels and one slope need no matrix: each round is a regression within the seasons.
 */
export interface LogLinearData {
  readonly counts: Float64Array
  readonly times: Float64Array
  /** The season of each point, from 0. */
  readonly seasons: Uint8Array
  /** What each point weighs; one each where left out. */
  readonly weights?: Float64Array
}

export interface LogLinearFit {
  readonly converged: boolean
  /** Change of the logarithm in one unit of time; 0 in a model without trend. */
  readonly slope: number
  /** Pearson's estimate of variance / mean: 1 for Poisson counts. */
  readonly dispersion: number
  /** Points that weigh something, less what was estimated. */
  readonly freedom: number
  readonly means: Float64Array
  /** How much each point pulls its own fit, 0 to 1. */
  readonly leverages: Float64Array
  /** Standard error of the slope for a dispersion of 1. */
  readonly slopeError: number
  /** The logarithm expected at a season and time, and its standard error for a dispersion of 1. */
  readonly predict: (season: number, time: number) => { log: number; error: number }
}

const mostRounds = 25
const epsilon = 1e-8

/** Weighted means by season, and the slope within the seasons. */
interface Round {
  readonly weight: Float64Array
  readonly time: Float64Array
  readonly level: Float64Array
  readonly spread: number
  readonly slope: number
}

/**
 * @param seasonCount how many seasons there are; one without a point has no level, and predicting it gives NaN
 */
export function fitLogLinear(data: LogLinearData, seasonCount: number, withTrend: boolean): LogLinearFit {
  const { counts, times, seasons } = data
  const size = counts.length
  const prior = data.weights ?? new Float64Array(size).fill(1)
  const means = counts.map((count) => count + 0.1)
  const weights = new Float64Array(size)
  const target = new Float64Array(size)
  let deviance = devianceOf(counts, means, prior)
  let converged = false
  let round: Round | undefined
  for (let n = 0; n < mostRounds && !converged && Number.isFinite(deviance); n++) {
    for (let i = 0; i < size; i++) {
      const mean = means[i] as number
      weights[i] = (prior[i] as number) * mean
      target[i] = Math.log(mean) + ((counts[i] as number) - mean) / mean
    }
    round = regress({ weights, target, times, seasons }, seasonCount, withTrend)
    for (let i = 0; i < size; i++) means[i] = Math.exp(logAt(round, seasons[i] as number, times[i] as number))
    const next = devianceOf(counts, means, prior)
    converged = Math.abs(next - deviance) / (Math.abs(next) + 0.1) < epsilon
    deviance = next
  }
  if (round === undefined) throw new Error('No finite counts to fit: counts are numbers of 0 or more.')
  return describe(round, data, { means, weights, converged, withTrend })
}

function logAt({ level, time, slope }: Round, season: number, at: number): number {
  return (level[season] as number) + slope * (at - (time[season] as number))
}

function devianceOf(counts: Float64Array, means: Float64Array, prior: Float64Array): number {
  let sum = 0
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] as number
    const mean = means[i] as number
    sum += (prior[i] as number) * ((count > 0 ? count * Math.log(count / mean) : 0) - (count - mean))
  }
  return 2 * sum
}

interface Regression {
  readonly weights: Float64Array
  readonly target: Float64Array
  readonly times: Float64Array
  readonly seasons: Uint8Array
}

function regress(
  { weights, target, times, seasons }: Regression,
  seasonCount: number,
  withTrend: boolean,
): Round {
  const weight = new Float64Array(seasonCount)
  const time = new Float64Array(seasonCount)
  const level = new Float64Array(seasonCount)
  for (let i = 0; i < weights.length; i++) {
    const season = seasons[i] as number
    const w = weights[i] as number
    weight[season] = (weight[season] as number) + w
    time[season] = (time[season] as number) + w * (times[i] as number)
    level[season] = (level[season] as number) + w * (target[i] as number)
  }
  for (let season = 0; season < seasonCount; season++) {
    time[season] = (time[season] as number) / (weight[season] as number)
    level[season] = (level[season] as number) / (weight[season] as number)
  }
  if (!withTrend) return { weight, time, level, spread: 0, slope: 0 }
  let spread = 0
  let moved = 0
  for (let i = 0; i < weights.length; i++) {
    const season = seasons[i] as number
    const from = (times[i] as number) - (time[season] as number)
    spread += (weights[i] as number) * from * from
    moved += (weights[i] as number) * from * ((target[i] as number) - (level[season] as number))
  }
  return { weight, time, level, spread, slope: spread > 0 ? moved / spread : 0 }
}

interface Fitted {
  readonly means: Float64Array
  readonly weights: Float64Array
  readonly converged: boolean
  readonly withTrend: boolean
}

function describe(round: Round, { counts, times, seasons }: LogLinearData, fitted: Fitted): LogLinearFit {
  const { means, weights, converged } = fitted
  const hasSlope = fitted.withTrend && round.spread > 0
  /** Variance of the fitted logarithm for a dispersion of 1. */
  const varianceAt = (season: number, at: number) => {
    const from = at - (round.time[season] as number)
    return 1 / (round.weight[season] as number) + (hasSlope ? (from * from) / round.spread : 0)
  }
  let squares = 0
  let points = 0
  const leverages = new Float64Array(counts.length)
  for (let i = 0; i < counts.length; i++) {
    const weight = weights[i] as number
    if (weight <= 0) continue
    points++
    const mean = means[i] as number
    squares += weight * (((counts[i] as number) - mean) / mean) ** 2
    leverages[i] = Math.min(1, weight * varianceAt(seasons[i] as number, times[i] as number))
  }
  const freedom = points - round.weight.filter((weight) => weight > 0).length - (hasSlope ? 1 : 0)
  return {
    converged,
    slope: round.slope,
    dispersion: squares / freedom,
    freedom,
    means,
    leverages,
    slopeError: hasSlope ? 1 / Math.sqrt(round.spread) : Number.NaN,
    predict: (season, at) => ({ log: logAt(round, season, at), error: Math.sqrt(varianceAt(season, at)) }),
  }
}
