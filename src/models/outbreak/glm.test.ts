import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countQuantile,
  logGamma,
  negativeBinomial,
  normalAbove,
  normalQuantile,
  poisson,
  studentBeyond,
} from './distributions.ts'
import { fitLogLinear } from './glm.ts'

/** Printed by R 4.2.2 (qnorm, pnorm, pt, ppois, pnbinom, qpois, qnbinom, lgamma, glm). */
describe('distributions agree with R', () => {
  it.each([
    ['qnorm(.975)', normalQuantile(0.975), 1.959963984540054],
    ['qnorm(.999999)', normalQuantile(0.999999), 4.753424308817089],
    ['pnorm(-6)', normalAbove(6), 9.865876450376981e-10],
    ['pnorm(1.3) upper', normalAbove(1.3), 0.09680048458561034],
    ['2 pt(-2.1, 7)', studentBeyond(2.1, 7), 0.0738711962129226],
    ['2 pt(-.3, 200)', studentBeyond(-0.3, 200), 0.7644887301893279],
    ['2 pt(-9, 33)', studentBeyond(9, 33), 2.114604242201558e-10],
    ['ppois(3, 2.5)', poisson(2.5).upTo(3), 0.7575761331330659],
    ['ppois(9, 2.5) upper', poisson(2.5).from(10), 0.0002773520946208359],
    ['ppois(1200, 1111.5)', poisson(1111.5).upTo(1200), 0.9958544624946096],
    ['ppois(0, 1e-7) upper', poisson(1e-7).from(1), 9.999999500000016e-8],
    ['pnbinom(10, 2.5, .3)', negativeBinomial(2.5, 0.3).upTo(10), 0.862161115602903],
    ['pnbinom(10, 2.5, .3) upper', negativeBinomial(2.5, 0.3).from(11), 0.137838884397097],
    ['pnbinom(2000, 10000.5, .84)', negativeBinomial(10_000.5, 0.84).upTo(2000), 0.9769322753785099],
    ['pnbinom(1e5, 5000.5, 1/21) upper', negativeBinomial(5000.5, 1 / 21).from(100_001), 0.5007341435383202],
    ['lgamma(.1)', logGamma(0.1), 2.252712651734206],
    ['lgamma(77.25)', logGamma(77.25), 257.3058680617813],
    ['lgamma(1e6)', logGamma(1e6), 12_815_504.56914761],
  ])('%s', (_, here, there) => {
    expect(Math.abs(here / there - 1)).toBeLessThan(1e-9)
  })

  it('finds quantiles of counts', () => {
    expect([0.01, 0.5, 4, 20, 1e4, 1e6].map((mean) => countQuantile(poisson(mean), 0.95))).toEqual([
      0, 2, 8, 28, 10_165, 1_001_645,
    ])
    const settings = [
      [0.5, 6 / 7],
      [3.5, 13 / 14],
      [120.5, 0.95],
      [10_000.5, 0.99],
      [2.2, 1 / 3],
      [0.01, 0.5],
    ] as const
    const at = (p: number) => settings.map(([size, share]) => countQuantile(negativeBinomial(size, share), p))
    expect(at(0.95)).toEqual([1, 1, 11, 118, 11, 0])
    expect(at(0.05)).toEqual([0, 0, 2, 85, 0, 0])
  })

  it('a quantile is the first count that reaches its probability', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 5000, noNaN: true }),
        fc.double({ min: 1.001, max: 50, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (mean, dispersion, p) => {
          const counts = negativeBinomial(mean / (dispersion - 1), 1 / dispersion)
          const quantile = countQuantile(counts, p)
          return counts.upTo(quantile) >= p - 1e-12 && (quantile === 0 || counts.upTo(quantile - 1) < p)
        },
      ),
    )
  })
})

describe('the log-linear model agrees with glm(quasipoisson) of R', () => {
  const data = {
    counts: Float64Array.of(3, 0, 5, 9, 2, 4, 1, 12, 7, 6),
    times: Float64Array.from({ length: 10 }, (_, n) => n + 1),
    seasons: Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1, 1, 0),
    weights: Float64Array.of(1, 1, 2, 1, 0.5, 1, 1, 1, 0.25, 1),
  }
  const fit = fitLogLinear(data, 2, true)

  it('coefficients, dispersion, errors', () => {
    expect(fit).toMatchObject({ converged: true, freedom: 7 })
    expect(fit.slope).toBeCloseTo(0.1076421321897148, 12)
    expect(fit.dispersion).toBeCloseTo(2.845146531018287, 12)
    expect(fit.slopeError * Math.sqrt(fit.dispersion)).toBeCloseTo(0.08874167882894834, 12)
    expect(fit.predict(0, 0).log).toBeCloseTo(1.07164182151385, 12)
    expect(fit.predict(1, 14).log).toBeCloseTo(2.42163318480239, 12)
    expect(fit.predict(1, 14).error).toBeCloseTo(0.4312231455042343, 12)
  })

  it('leverages', () => {
    const there = [
      0.255937481122021, 0.2160402188445286, 0.3721916921083389, 0.1714194194157554, 0.1320904179714997,
      0.2544605773385467, 0.268471154203589, 0.3150679681473363, 0.1012979617307566, 0.9130231091176282,
    ]
    for (const [n, leverage] of there.entries()) expect(fit.leverages[n]).toBeCloseTo(leverage, 12)
  })

  it('without a trend the means are the weighted means of the seasons', () => {
    const flat = fitLogLinear(data, 2, false)
    expect(flat.means[0]).toBeCloseTo((3 + 0 + 2 * 5 + 9 + 6) / 6, 6)
    expect(flat.slope).toBe(0)
  })
})
