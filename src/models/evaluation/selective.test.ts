import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accuracy,
  chooseThreshold,
  errorBound,
  type Judgement,
  pairedBootstrap,
  riskCoverage,
  seededRandom,
  shareInterval,
} from './index.ts'

const judged = (confidence: number, isRight: boolean): Judgement => ({
  actual: 'a',
  predicted: isRight ? 'a' : 'b',
  confidence,
})

describe('errorBound', () => {
  // Known answers: 1 − 0.05^(1/n) for no error; scipy.stats.beta.ppf(0.95, k + 1, n − k) for the others.
  test.each([
    [0, 149, 0.05, 1 - 0.05 ** (1 / 149)],
    [1, 10, 0.05, 0.394163],
    [5, 100, 0.05, 0.102253],
    [0, 0, 0.05, 1],
    [3, 3, 0.05, 1],
  ])('%i wrong of %i', (wrong, rows, delta, bound) => {
    expect(errorBound(wrong, rows, delta)).toBeCloseTo(bound, 5)
  })

  test('a share lies within its interval', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(400), (rows, drawn) => {
        const hits = Math.min(drawn, rows)
        const { low, high } = shareInterval(hits, rows)
        expect(low).toBeLessThanOrEqual(hits / rows + 1e-9)
        expect(high).toBeGreaterThanOrEqual(hits / rows - 1e-9)
      }),
    )
  })
})

test('risk and coverage are counted from the threshold on', () => {
  const rows = [judged(0.9, true), judged(0.9, false), judged(0.5, true), judged(0.4, true)]
  expect(riskCoverage(rows, [0.9, 0.5], 0.1)).toMatchObject([
    { coverage: 0.5, risk: 0.5, rows: 2 },
    { coverage: 0.75, risk: 1 / 3, rows: 3 },
  ])
})

describe('chooseThreshold', () => {
  /** Rows of which a share `confidence` is right, as a calibrated model gives them. */
  const draw = (count: number, seed: number) => {
    const random = seededRandom(seed)
    return Array.from({ length: count }, () => {
      const confidence = 0.5 + 0.5 * Math.sqrt(random())
      return judged(confidence, random() < confidence)
    })
  }

  test('keeps its promise: of 200 draws at most about a tenth exceed the risk', () => {
    const truth = draw(40_000, 999)
    const broken = Array.from({ length: 200 }, (_, seed) =>
      chooseThreshold(draw(1_500, seed), { maxRisk: 0.1, delta: 0.1 }),
    )
      .filter((point) => point !== undefined)
      .filter(({ threshold }) => (riskCoverage(truth, [threshold], 0.1)[0]?.risk ?? 1) > 0.1)
    // 20 expected at most; three standard deviations above.
    expect(broken.length).toBeLessThanOrEqual(33)
  })

  test('more rows prove a lower threshold', () => {
    const rule = { maxRisk: 0.1, delta: 0.1 }
    const few = chooseThreshold(draw(300, 1), rule)?.coverage ?? 0
    expect(chooseThreshold(draw(20_000, 1), rule)?.coverage).toBeGreaterThan(few)
  })

  test('promises nothing that the rows cannot show', () => {
    expect(
      chooseThreshold([judged(0.9, true), judged(0.9, true)], { maxRisk: 0.02, delta: 0.1 }),
    ).toBeUndefined()
    expect(chooseThreshold([], { maxRisk: 0.02, delta: 0.1 })).toBeUndefined()
  })
})

describe('pairedBootstrap', () => {
  const before = Array.from({ length: 100 }, (_, n) => judged(0.9, n % 5 !== 0))
  test('the same version gains nothing', () => {
    expect(pairedBootstrap(before, before, accuracy)).toMatchObject({
      gain: 0,
      interval: { low: 0, high: 0 },
      won: 0,
      lost: 0,
    })
  })
  test('counts what was won and lost', () => {
    const after = before.map((_, n) => judged(0.9, n % 10 !== 0))
    const { gain, interval, won, lost } = pairedBootstrap(before, after, accuracy)
    expect(gain).toBeCloseTo(0.1, 10)
    expect(interval.low).toBeGreaterThan(0)
    expect([won, lost]).toEqual([10, 0])
  })
  test('other rows cannot be compared', () => {
    expect(() => pairedBootstrap(before, before.slice(1), accuracy)).toThrow(RangeError)
  })
})
