import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { baselineOf } from './baseline.ts'
import { deltaBounds, exceedance, quantileBounds } from './bounds.ts'
import {
  anscombeResiduals,
  improvedFarrington,
  judgeByFarrington,
  originalFarrington,
  outbreakWeights,
} from './farrington.ts'
import { joinQualities, qualityOfAlarms } from './quality.ts'
import { judgeByFourWeeks, judgeByInterval, judgeByPrediction } from './windows.ts'

describe('old outbreaks are damped', () => {
  // The cases that the package's own tests check by hand.
  it('weights of residuals', () => {
    expect([...outbreakWeights(new Float64Array(10), 0)]).toEqual(Array(10).fill(1))
    const halves = outbreakWeights(Float64Array.of(0, 0, 0, 0, 0, 2, 2, 2, 2, 2), 0)
    for (const [n, weight] of halves.entries()) expect(weight).toBeCloseTo(n < 5 ? 1.6 : 0.4, 12)
  })

  it('what the model fits has a residual of nothing', () => {
    const means = Float64Array.of(1, 8, 27)
    const leverages = Float64Array.of(0.2, 0.2, 1)
    const [first, second] = anscombeResiduals(Float64Array.of(1, 8, 40), { means, leverages }, 1)
    expect(first).toBeCloseTo(0, 12)
    expect(second).toBeCloseTo(0, 12)
    expect(anscombeResiduals(Float64Array.of(0, 0, 40), { means, leverages }, 1)[2]).toBe(0)
  })
})

/** Literal values of the package's tests/testthat/test-farringtonFlexible.R. */
describe('bounds', () => {
  const five = { log: Math.log(5), error: 0.2 / 5, dispersion: 1 }
  it.each([
    ['none', 1.3073128, 8.6926872, 0.0907246, 0.8124165],
    ['1/2', 1.9891097, 9.3744842, 0.1189986, 0.6857951],
    ['2/3', 1.8084477, 9.1154825, 0.1094727, 0.7289546],
  ] as const)('delta on the scale %s', (power, lower, upper, p, score) => {
    const bounds = deltaBounds(five, 8, { tail: 0.05, power })
    expect(bounds.lower).toBeCloseTo(lower, 6)
    expect(bounds.upper).toBeCloseTo(upper, 6)
    expect(bounds.p).toBeCloseTo(p, 6)
    expect(exceedance(8, 5, bounds.upper)).toBeCloseTo(score, 6)
  })

  it.each([
    ['muan', 1.5, 8, 24, 0.8597797],
    ['muan', 1, 9, 22, 0.9093099],
    ['nbPlugin', 1.5, 1, 10, 0.03763657],
    ['nbPlugin', 1, 2, 9, 0.01369527],
  ] as const)('%s with a dispersion of %f', (bound, dispersion, lower, upper, p) => {
    const bounds = quantileBounds({ log: Math.log(5), error: Math.log(2), dispersion }, 11, {
      tail: 0.05,
      bound,
    })
    expect(bounds).toMatchObject({ lower, upper })
    expect(bounds.p).toBeCloseTo(p, 7)
  })

  it.each([
    [3, 1, 2, 2],
    [1, 1, 2, 0],
    // Both bounds in whole cases under the expectation.
    [0, 0.3, 0, 0],
    [2, 0.3, 0, 3],
  ])('%f observed, %f expected, bound %f: score %f', (observed, expected, upper, score) => {
    expect(exceedance(observed, expected, upper)).toBe(score)
  })
})

describe('the baseline', () => {
  const series = { counts: Array(600).fill(1), frequency: 52 }
  const settings = { years: 3, halfWidth: 3, seasons: 1, leaveOut: 3 }

  it('windows of earlier years only', () => {
    const { at, years } = baselineOf(series, 400, settings)
    expect(years).toBe(3)
    expect(at).toHaveLength(21)
    expect(at.slice(0, 7)).toEqual([241, 242, 243, 244, 245, 246, 247])
  })

  it('with seasons every week but the latest ones, each year cut alike', () => {
    const { at, seasons } = baselineOf(series, 400, { ...settings, seasons: 10, leaveOut: 26 })
    expect([at[0], at.at(-1), at.length]).toEqual([241, 373, 133])
    expect([...seasons.slice(0, 14)]).toEqual([9, 9, 9, 9, 9, 9, 9, 0, 0, 0, 0, 0, 1, 1])
    expect([...seasons.slice(52, 59)]).toEqual([9, 9, 9, 9, 9, 9, 9])
    expect(() => baselineOf(series, 400, { ...settings, seasons: 60 })).toThrow('60 seasons do not fit')
  })

  it('by the calendar: the week nearest to the same date', () => {
    // 2013-06-06 is a Thursday; the package's test knows its dates: 2012-06-07, 2011-06-09, 2010-06-03.
    const firstDay = '1990-06-07'
    const week = (day: string) => (Date.parse(day) - Date.parse(firstDay)) / (7 * 86_400_000)
    const weeks = { counts: Array(1300).fill(1), frequency: 52, calendar: { firstDay, stepDays: 7 as const } }
    const { at } = baselineOf(weeks, week('2013-06-06'), { ...settings, halfWidth: 0 })
    expect(at).toEqual(['2010-06-03', '2011-06-09', '2012-06-07'].map(week))
  })

  it('leaves out what is not known and takes the years that there are', () => {
    const counts = series.counts.with(348, null)
    expect(baselineOf({ ...series, counts }, 400, settings).at).toHaveLength(20)
    expect(baselineOf(series, 110, settings).years).toBe(2)
    expect(baselineOf(series, 54, settings).years).toBe(0)
  })
})

describe('Farrington', () => {
  const flat = (counts: readonly (number | null)[]) => ({ counts, frequency: 52 })
  const steady = Array.from({ length: 320 }, (_, n) => 4 + (n % 3))

  it('tells a jump and shows what it rests on', () => {
    const judged = judgeByFarrington(flat([...steady, 30]), 320, originalFarrington)
    expect(judged).toMatchObject({
      observed: 30,
      alarm: true,
      trace: { periods: 35, years: 5, trend: null, dispersion: 1 },
    })
    expect(judged?.score).toBeGreaterThan(3)
    expect(judged?.expected).toBeGreaterThan(4)
    expect(judged?.expected).toBeLessThan(6)
  })

  it.each([
    ['no count', [...steady, null], undefined],
    ['no history', steady.slice(0, 50), undefined],
    // 3 cases in 4 weeks are nothing to call anybody for, however rare.
    ['too few cases', [...Array(320).fill(0), 3], false],
    ['enough cases where there never were any', [...Array(320).fill(0), 6], true],
  ])('%s', (_, counts, alarm) => {
    expect(judgeByFarrington(flat(counts), counts.length - 1, improvedFarrington)?.alarm).toBe(alarm)
  })

  it('a trend enters only from three years on', () => {
    const growing = Array.from({ length: 320 }, (_, n) => Math.round(5 * Math.exp(n / 200)))
    const trendOver = (years: number) =>
      judgeByFarrington(flat(growing), 310, { ...originalFarrington, years })?.trace.trend
    expect(trendOver(2)).toBeNull()
    // From three years on it is there, but predicts more than was ever seen, and is left out.
    expect(trendOver(5)).toBeNull()
    const falling = growing.map((_, n) => Math.round(20 * Math.exp(-n / 200)))
    expect(judgeByFarrington(flat(falling), 310, originalFarrington)?.trace.trend).toBeLessThan(-0.003)
  })

  it('alarms exactly where the score is above 1 and there are enough cases', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(9), { minLength: 240, maxLength: 240 }),
        fc.nat(30),
        fc.constantFrom('delta', 'muan', 'nbPlugin'),
        (counts, last, bound) => {
          const settings = { ...improvedFarrington, bound, years: 3 } as const
          const judged = judgeByFarrington(flat([...counts, last]), 240, settings)
          if (judged === undefined) return false
          const { alarm, score, upper, expected, p, trace } = judged
          expect(score > 1).toBe(last > upper)
          expect(alarm).toBe(last > upper && last > 0 && trace.isEnough)
          return [upper, expected, score, p].every(Number.isFinite) && p >= 0 && p <= 1
        },
      ),
      { numRuns: 40 },
    )
  })

  it('does not look ahead', () => {
    const now = judgeByFarrington(flat([...steady, 9]), 320, improvedFarrington)
    expect(judgeByFarrington(flat([...steady, 9, 500, 700]), 320, improvedFarrington)).toEqual(now)
  })
})

describe('simple detectors', () => {
  const weeks = [...Array(300).fill(2), 9]
  const latest = { years: 0, halfWidth: 6, thisYear: true }
  it.each([
    // Six weeks with a mean of 2: the interval's upper end is 6.686.
    ['rki, Poisson', judgeByInterval(weeks, 300, latest), { upper: 6.686, alarm: true }],
    [
      'rki, normal',
      judgeByInterval(
        weeks.map((n) => 20 * n),
        300,
        latest,
      ),
      { upper: 40, alarm: true },
    ],
    // qnbinom(.95, 12.5, 6/7) = 5
    ['bayes', judgeByPrediction(weeks, 300, { ...latest, alpha: 0.05 }), { upper: 5, alarm: true }],
    // 15 sums of 8, no spread: 2 + 2 + 2 + 9 lies above.
    ['cdc', judgeByFourWeeks(weeks, 300, { years: 5, alpha: 0.05 }), { upper: 8, alarm: true }],
  ])('%s', (_, verdict, expected) => {
    expect(verdict).toEqual(expected)
  })

  it('refuse a history that is too short', () => {
    expect(() => judgeByInterval(weeks, 100, { years: 2, halfWidth: 4, thisYear: false })).toThrow('2 years')
    expect(() => judgeByFourWeeks(weeks, 266, { years: 5, alpha: 0.05 })).toThrow('two months')
  })
})

it('quality counts weeks and the lag of each outbreak', () => {
  const is = (text: string) => [...text].map((sign) => sign === 'x')
  const quality = qualityOfAlarms(is('..x..x....x.'), is('.xxx.....xxx'))
  expect(quality).toMatchObject({ hits: 2, falseAlarms: 1, quiet: 5, missed: 4, lag: 1 })
  expect(quality.sensitivity).toBeCloseTo(1 / 3, 12)
  expect(qualityOfAlarms(is('....'), is('..xx')).lag).toBe(20)
  const joined = joinQualities([quality, qualityOfAlarms(is('..xx'), is('..xx'))])
  expect(joined).toMatchObject({ hits: 4, missed: 4, sensitivity: 0.5, lag: 0.5 })
})
