/**
 * The four distributions that bounds are drawn from, by the incomplete gamma and beta functions (continued fractions and
 * series as in Press et al., Numerical Recipes, ch. 6). Relative error about 1e-13 where a bound can lie.
 */

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** ln Γ(x) for x > 0 (Lanczos 1964). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const from = x - 1
  let sum = lanczos[0] as number
  for (let i = 1; i < lanczos.length; i++) sum += (lanczos[i] as number) / (from + i)
  const shifted = from + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (from + 0.5) * Math.log(shifted) - shifted + Math.log(sum)
}

const tiny = 1e-300
const precision = 1e-16
const mostSteps = 20_000

/** Continued fraction b0 + a1/(b1 + a2/(b2 + …)) by Lentz's method. */
function continuedFraction(b0: number, term: (n: number) => readonly [a: number, b: number]): number {
  let value = b0 || tiny
  let c = value
  let d = 0
  for (let n = 1; n < mostSteps; n++) {
    const [a, b] = term(n)
    d = 1 / (b + a * d || tiny)
    c = b + a / c || tiny
    value *= c * d
    if (Math.abs(c * d - 1) < precision) break
  }
  return value
}

/** Both tails of the regularised incomplete gamma function at x ≥ 0 for shape > 0. */
function gammaTails(shape: number, x: number): { lower: number; upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 }
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape))
  if (x < shape + 1) {
    let term = 1 / shape
    let sum = term
    for (let n = 1; n < mostSteps && term > sum * precision; n++) {
      term *= x / (shape + n)
      sum += term
    }
    return { lower: front * sum, upper: 1 - front * sum }
  }
  const fraction = continuedFraction(x + 1 - shape, (n) => [-n * (n - shape), x + 2 * n + 1 - shape])
  return { lower: 1 - front / fraction, upper: front / fraction }
}

/** The regularised incomplete beta function at 0 ≤ x ≤ 1. */
function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  const fraction = continuedFraction(1, (n) => {
    const m = n >> 1
    if (n % 2 === 1) return [(-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)), 1]
    return [(m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)), 1]
  })
  return front / (a * fraction)
}

/** P(Z > z) for a standard normal Z. */
export function normalAbove(z: number): number {
  const { lower, upper } = gammaTails(0.5, (z * z) / 2)
  return z > 0 ? upper / 2 : (1 + lower) / 2
}

/** The z with P(Z ≤ z) = p, 0 < p < 1: a rational start (Abramowitz and Stegun 26.2.23), then Newton. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p)
  const t = Math.sqrt(-2 * Math.log(p))
  let z =
    (2.515517 + 0.802853 * t + 0.010328 * t * t) /
      (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t) -
    t
  for (let step = 0; step < 4; step++)
    z -= (normalAbove(-z) - p) / (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI))
  return z
}

/** P(|T| > |t|) for Student's T with `freedom` degrees of freedom. */
export function studentBeyond(t: number, freedom: number): number {
  return betaShare(freedom / (freedom + t * t), freedom / 2, 0.5)
}

/** A distribution of counts by what lies at or above one. */
export interface CountDistribution {
  readonly mean: number
  readonly variance: number
  /** P(X ≥ count). */
  readonly from: (count: number) => number
  /** P(X ≤ count). */
  readonly upTo: (count: number) => number
}

/** Poisson with a mean of 0 or more. */
export function poisson(mean: number): CountDistribution {
  return {
    mean,
    variance: mean,
    from: (count) => (count <= 0 ? 1 : gammaTails(count, mean).lower),
    upTo: (count) => (count < 0 ? 0 : gammaTails(count + 1, mean).upper),
  }
}

/** Negative binomial: failures before `size` successes of chance `share`; mean size × (1 − share) / share. */
export function negativeBinomial(size: number, share: number): CountDistribution {
  return {
    mean: (size * (1 - share)) / share,
    variance: (size * (1 - share)) / (share * share),
    from: (count) => (count <= 0 ? 1 : betaShare(1 - share, count, size)),
    upTo: (count) => (count < 0 ? 0 : betaShare(share, size, count + 1)),
  }
}

/** What R allows for rounding when it looks for a quantile: a probability this little short counts as reached. */
const rounding = 1 - 64 * Number.EPSILON

/** The smallest count with P(X ≤ count) ≥ p, 0 < p < 1; exact. */
export function countQuantile(distribution: CountDistribution, p: number): number {
  const { mean, variance, upTo } = distribution
  const isReached = (count: number) => upTo(count) >= p * rounding
  let high = Math.max(0, Math.ceil(mean + normalQuantile(p) * Math.sqrt(variance)))
  let step = 1
  while (!isReached(high)) {
    high += step
    step *= 2
  }
  let low = high
  step = 1
  while (low >= 0 && isReached(low)) {
    high = low
    low -= step
    step *= 2
  }
  low = Math.max(low, -1)
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (isReached(middle)) high = middle
    else low = middle
  }
  return high
}
