/** erf by its Taylor series: exact to rounding for |x| < 2.5. */
function erfSeries(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; n < 100 && Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= (-x * x) / n
    sum += term / (2 * n + 1)
  }
  return (2 / Math.sqrt(Math.PI)) * sum
}

/**
 * The complementary error function, relative error below 1e-13 also far in the tail, where the tail probabilities of a
 * windowed Gaussian are told from 0: series below 2.5, continued fraction above (Abramowitz and Stegun 7.1.14).
 */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x)
  if (x < 2.5) return 1 - erfSeries(x)
  if (x > 27) return 0
  let fraction = 0
  for (let k = 80; k >= 1; k--) fraction = k / 2 / (x + fraction)
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + fraction))
}

/** P(Z > z) for a standard normal Z. */
export function normalTail(z: number): number {
  return 0.5 * erfc(z / Math.SQRT2)
}

/** ln Γ(x) for x > 0 (Lanczos, g = 7). */
function logGamma(x: number): number {
  const c = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ]
  const t = x + 6.5
  const sum = c.reduce((a, b, n) => (n === 0 ? b : a + b / (x + n - 1)), 0)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

/** The regularised incomplete beta function by its continued fraction (Lentz). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d)
    c = 1 + even / c
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d)
    c = 1 + odd / c
    const change = d * c
    fraction *= change
    if (Math.abs(change - 1) < 1e-14) break
  }
  return (front * fraction) / a
}

/** P(F ≤ x) for an F distribution with m and n degrees of freedom. */
export function fBelow(x: number, m: number, n: number): number {
  return x <= 0 ? 0 : incompleteBeta((m * x) / (m * x + n), m / 2, n / 2)
}

/** The value below which an F distribution lies with probability p, by halving. */
export function fQuantile(p: number, m: number, n: number): number {
  let high = 1
  while (fBelow(high, m, n) < p && high < 1e9) high *= 2
  let low = 0
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (fBelow(middle, m, n) < p) low = middle
    else high = middle
  }
  return high
}

/** The value below which a standard normal lies with probability p, by halving. */
export function normalQuantile(p: number): number {
  let low = -40
  let high = 40
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (1 - normalTail(middle) < p) low = middle
    else high = middle
  }
  return high
}
