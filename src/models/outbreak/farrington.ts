import { type Baseline, type BaselineSettings, baselineOf, type CountSeries } from './baseline.ts'
import { type Bounds, deltaBounds, exceedance, type Power, quantileBounds } from './bounds.ts'
import { countQuantile, negativeBinomial, studentBeyond } from './distributions.ts'
import { fitLogLinear, type LogLinearFit } from './glm.ts'

export interface FarringtonSettings extends BaselineSettings {
  /** Chance of an alarm if nothing is wrong; shared by both bounds where `sides` is 2. */
  readonly alpha: number
  readonly sides: 1 | 2
  readonly bound: 'delta' | 'nbPlugin' | 'muan'
  /** Scale of the delta bound. */
  readonly power: Power
  /** Past points whose standardised residual lies above weigh less by its square: old outbreaks hide no new one. */
  readonly reweightAbove: number
  /** Whether a trend may enter: only from 3 years on, below this p, and if it predicts no more than was ever seen. */
  readonly trendBelow: number
  /** No alarm with fewer cases than these in the latest periods, the one at hand included. */
  readonly least: { readonly cases: number; readonly periods: number }
  /**
   * How the standard error of the model is scaled. `fit`: by the dispersion of the fit. `surveillance`: as
   * farringtonFlexible of R's package surveillance does (1.20.3), whose refit overwrites the weights that R takes the
   * dispersion from; only for comparing figures with it.
   */
  readonly errorScale: 'fit' | 'surveillance'
}

/** As published: Farrington, Andrews, Beale and Catchpole, J. R. Statist. Soc. A 159 (1996), with 2/3 power. */
export const originalFarrington: FarringtonSettings = {
  years: 5,
  halfWidth: 3,
  seasons: 1,
  leaveOut: 3,
  alpha: 0.05,
  sides: 2,
  bound: 'delta',
  power: '2/3',
  reweightAbove: 1,
  trendBelow: 0.05,
  least: { cases: 5, periods: 4 },
  errorScale: 'fit',
}

/**
 * The improved method (Noufaily et al., Statistics in Medicine 32, 2013): all weeks in ten seasons, 26 weeks left out, old
 * outbreaks damped only from 2.58 on, the trend kept whatever its p, a bound in whole cases that knows its uncertainty.
 */
export const improvedFarrington: FarringtonSettings = {
  ...originalFarrington,
  seasons: 10,
  leaveOut: 26,
  sides: 1,
  bound: 'muan',
  reweightAbove: 2.58,
  trendBelow: 1,
}

/** What the judgement rests on, for the person who reads it. */
export interface FarringtonTrace {
  /** Periods compared with, the first and the last of them (indices into the series). */
  readonly periods: number
  readonly from: number
  readonly to: number
  readonly years: number
  /** Variance / mean, 1 or more. */
  readonly dispersion: number
  /** Change of the logarithm a period; null where no trend entered. */
  readonly trend: number | null
  /** Past periods that weigh less because they stood out. */
  readonly damped: number
  /** Cases in the latest periods, and whether they are enough for an alarm. */
  readonly recentCases: number
  readonly isEnough: boolean
}

export interface Judgement {
  readonly observed: number
  readonly expected: number
  readonly lower: number
  readonly upper: number
  /** 0 at what is expected, 1 at the upper bound. */
  readonly score: number
  /** Chance of a count at least as high if nothing is wrong. */
  readonly p: number
  readonly alarm: boolean
  readonly trace: FarringtonTrace
}

/** A year cannot say what is usual for a time of the year. */
const leastYears = 1
/** Under 3 years a trend is a difference between two summers (Farrington et al. 1996, section 3.4). */
const leastTrendYears = 3

/**
 * Judges the period at `index` by the periods before it.
 * @returns undefined where the count is missing, the history too short or the model cannot be fitted
 */
export function judgeByFarrington(
  series: CountSeries,
  index: number,
  settings: FarringtonSettings,
): Judgement | undefined {
  const observed = series.counts[index]
  if (observed === null || observed === undefined) return
  const baseline = baselineOf(series, index, settings)
  if (baseline.years < leastYears) return
  const model = fitBaseline(series, baseline, index, settings)
  if (model === undefined) return
  const { expected, bounds } = model.predict(observed)
  const recent = series.counts.slice(Math.max(0, index - settings.least.periods + 1), index + 1)
  const recentCases = recent.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  const isEnough = recentCases >= settings.least.cases
  const score = exceedance(observed, expected, bounds.upper)
  return {
    observed,
    expected,
    ...bounds,
    score,
    alarm: score > 1 && observed > 0 && isEnough,
    trace: {
      periods: baseline.at.length,
      from: baseline.at[0] as number,
      to: baseline.at.at(-1) as number,
      years: baseline.years,
      ...model.trace,
      recentCases,
      isEnough,
    },
  }
}

interface BaselineModel {
  readonly predict: (observed: number) => { readonly expected: number; readonly bounds: Bounds }
  readonly trace: Pick<FarringtonTrace, 'dispersion' | 'trend' | 'damped'>
}

function fitBaseline(
  { counts }: CountSeries,
  { at, seasons, years }: Baseline,
  index: number,
  settings: FarringtonSettings,
): BaselineModel | undefined {
  const points: Points = {
    counts: Float64Array.from(at, (n) => counts[n] as number),
    times: Float64Array.from(at),
    seasons,
    seasonCount: settings.seasons,
    reweightAbove: settings.reweightAbove,
  }
  const now = settings.seasons - 1
  const window = points.counts.filter((_, n) => seasons[n] === now)
  const most = points.counts.reduce((high, count) => Math.max(high, count), 0)
  if (window.length === 0) return
  const tail = settings.alpha / settings.sides
  if (window.every((count) => count === 0)) return silentModel(window.length, tail)
  const scaleOf = settings.errorScale === 'surveillance' ? overwrittenScale : fittedScale
  const withTrend = years >= leastTrendYears ? fitReweighted(points, true) : undefined
  const keepsTrend =
    withTrend !== undefined &&
    Math.exp(withTrend.fit.predict(now, index).log) <= most &&
    trendProbability(withTrend, scaleOf) < settings.trendBelow
  const chosen = keepsTrend ? withTrend : fitReweighted(points, false)
  if (chosen === undefined) return
  const dispersion = Math.max(1, chosen.fit.dispersion)
  const { log, error } = chosen.fit.predict(now, index)
  const scaled = { log, error: error * Math.sqrt(scaleOf(chosen, dispersion)), dispersion }
  const { bound, power } = settings
  return {
    predict: (observed) => ({
      expected: Math.exp(log),
      bounds:
        bound === 'delta'
          ? deltaBounds(scaled, observed, { tail, power })
          : quantileBounds(scaled, observed, { tail, bound }),
    }),
    trace: { dispersion, trend: keepsTrend ? chosen.fit.slope : null, damped: chosen.damped },
  }
}

/**
 * No case at this time of any year: a log-linear model has no finite answer, and its bound would be where the iterations
 * happen to stop. What n periods without a case leave possible is a negative binomial (Jeffreys' prior).
 */
function silentModel(periods: number, tail: number): BaselineModel {
  const counts = negativeBinomial(0.5, periods / (periods + 1))
  const upper = countQuantile(counts, 1 - tail)
  return {
    predict: (observed) => ({ expected: 0, bounds: { lower: 0, upper, p: counts.from(observed) } }),
    trace: { dispersion: 1, trend: null, damped: 0 },
  }
}

interface Points {
  readonly counts: Float64Array
  readonly times: Float64Array
  readonly seasons: Uint8Array
  readonly seasonCount: number
  readonly reweightAbove: number
}

interface Reweighted {
  readonly fit: LogLinearFit
  readonly points: Points
  readonly weights: Float64Array
  readonly damped: number
}

/** Fits, damps what stands out, fits again; undefined where that does not converge or leaves nothing to estimate by. */
function fitReweighted(points: Points, withTrend: boolean): Reweighted | undefined {
  const first = fitLogLinear(points, points.seasonCount, withTrend)
  if (!first.converged || !(first.freedom > 0)) return
  const weights = outbreakWeights(
    anscombeResiduals(points.counts, first, Math.max(1, first.dispersion)),
    points.reweightAbove,
  )
  const fit = fitLogLinear({ ...points, weights }, points.seasonCount, withTrend)
  if (!fit.converged || !(fit.freedom > 0)) return
  const full = weights.reduce((high, weight) => Math.max(high, weight), 0)
  return { fit, points, weights, damped: weights.filter((weight) => weight < full).length }
}

/** Standardised Anscombe residuals; 0 for a point that its own season fits by itself: it says nothing. */
export function anscombeResiduals(
  counts: Float64Array,
  { means, leverages }: Pick<LogLinearFit, 'means' | 'leverages'>,
  dispersion: number,
): Float64Array {
  return counts.map((count, n) => {
    const mean = means[n] as number
    const left = 1 - (leverages[n] as number)
    if (left < 1e-12) return 0
    return (1.5 * (count ** (2 / 3) * mean ** (-1 / 6) - Math.sqrt(mean))) / Math.sqrt(dispersion * left)
  })
}

/** A weight for each residual: less, by its square, for what stands out upwards; the weights add up to their number. */
export function outbreakWeights(residuals: Float64Array, above: number): Float64Array {
  const raw = residuals.map((residual) => (residual > above ? residual ** -2 : 1))
  const gamma = raw.length / raw.reduce((sum, weight) => sum + weight, 0)
  return raw.map((weight) => weight * gamma)
}

/** Scale of the variances of the model, given its dispersion as far as it is used for bounds. */
type ErrorScale = (model: Reweighted, dispersion: number) => number

const fittedScale: ErrorScale = (_, dispersion) => dispersion

const overwrittenScale: ErrorScale = ({ fit, points, weights }) => {
  const squares = weights.reduce((sum, weight, n) => {
    const mean = fit.means[n] as number
    return sum + weight * (((points.counts[n] as number) - mean) / mean) ** 2
  }, 0)
  return squares / fit.freedom
}

function trendProbability(model: Reweighted, scaleOf: ErrorScale): number {
  const { slope, slopeError, freedom, dispersion } = model.fit
  return studentBeyond(slope / (slopeError * Math.sqrt(scaleOf(model, dispersion))), freedom)
}
