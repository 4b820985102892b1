import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '#models/evaluation'
import {
  composedEpsilon,
  leftEpsilon,
  noisyCount,
  noisyMean,
  noisySum,
  openBudget,
  predictableRandom,
  secureRandom,
  spendBudget,
} from './index.ts'

const seeded = (seed: number) => predictableRandom(seededRandom(seed))
const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make)

// The seeds are fixed: each of these draws the same numbers on every run.
describe('noise', () => {
  it('of a count is geometric: P(n) = (1 − q) / (1 + q) · q^|n| with q = e^−ε', () => {
    const random = seeded(1)
    const n = 20_000
    const seen = new Map<number, number>()
    for (const { value } of times(n, () => noisyCount(100, { epsilon: 0.5, random })))
      seen.set(value - 100, (seen.get(value - 100) ?? 0) + 1)
    const q = Math.exp(-0.5)
    let chiSquare = 0
    for (let at = -6; at <= 6; at++) {
      const expected = n * ((1 - q) / (1 + q)) * q ** Math.abs(at)
      chiSquare += ((seen.get(at) ?? 0) - expected) ** 2 / expected
    }
    // 13 cells: above 34.5 once in a thousand seeds.
    expect(chiSquare).toBeLessThan(34.5)
  })
  it('keeps the promise: neighbouring counts give each answer with odds of at most e^ε', () => {
    const answers = (count: number, seed: number) => {
      const random = seeded(seed)
      const seen = new Map<number, number>()
      for (const { value } of times(20_000, () => noisyCount(count, { epsilon: 1, random })))
        seen.set(value, (seen.get(value) ?? 0) + 1)
      return seen
    }
    const [a, b] = [answers(10, 2), answers(11, 3)]
    for (let value = 8; value <= 13; value++) {
      const odds = (a.get(value) ?? 0) / (b.get(value) ?? 1)
      expect(odds).toBeLessThan(Math.E * 1.15)
      expect(odds).toBeGreaterThan(1 / Math.E / 1.15)
    }
  })
  it('lies within the margin in 95 of 100', () => {
    const random = seeded(4)
    const figures = times(4000, () => noisyCount(0, { epsilon: 0.3, perPerson: 2, random }))
    const inside = figures.filter(({ value, margin95 }) => Math.abs(value) <= margin95).length / 4000
    expect(inside).toBeGreaterThanOrEqual(0.94)
    expect(inside).toBeLessThan(0.97)
  })
  it('of a sum follows the clamped values, whatever was given', () => {
    const random = seeded(5)
    const values = [10, 20, 30, 1e9, Number.NaN]
    const draws = times(3000, () => noisySum(values, { epsilon: 2, lower: 0, upper: 100, random }).value)
    expect(draws.reduce((sum, v) => sum + v, 0) / 3000).toBeCloseTo(160, -1)
    expect(new Set(draws).size).toBeGreaterThan(1000)
  })
  it('of a mean stays in the bounds and near the truth', () => {
    const random = seeded(6)
    const ages = times(2000, () => 40)
    const means = times(300, () => noisyMean(ages, { epsilon: 1, lower: 0, upper: 120, random }))
    expect(means.every(({ value }) => value >= 0 && value <= 120)).toBe(true)
    expect(
      means.filter(({ value, margin95 }) => Math.abs(value - 40) <= margin95 * 1.3).length,
    ).toBeGreaterThan(280)
    expect(noisyMean([], { epsilon: 1, lower: 0, upper: 120, random }).value).toBeGreaterThanOrEqual(0)
  })
  it.each([
    ['ε of 0', () => noisyCount(1, { epsilon: 0 })],
    ['ε of NaN', () => noisyCount(1, { epsilon: Number.NaN })],
    ['a broken count', () => noisyCount(1.5, { epsilon: 1 })],
    ['bounds the wrong way', () => noisySum([1], { epsilon: 1, lower: 2, upper: 1 })],
    ['no bounds', () => noisySum([1], { epsilon: 1, lower: 0, upper: Number.POSITIVE_INFINITY })],
  ])('refuses %s', (_, run) => expect(run).toThrow(RangeError))

  it('is drawn from the secure generator by default, in range and not constant', () => {
    const drawn = times(200, () => secureRandom(1000n))
    expect(drawn.every((n) => n >= 0n && n < 1000n)).toBe(true)
    expect(new Set(drawn).size).toBeGreaterThan(50)
    expect(secureRandom(1n)).toBe(0n)
    expect(() => secureRandom(0n)).toThrow(RangeError)
    expect(new Set(times(50, () => noisyCount(0, { epsilon: 0.1 }).value)).size).toBeGreaterThan(5)
  })
})

describe('a privacy budget', () => {
  const at = new Date('2026-06-01T00:00:00Z')
  it('is spent, then refuses, and never goes below nothing', () => {
    let budget = openBudget(1)
    for (const epsilon of [0.1, 0.2, 0.7]) {
      const answer = spendBudget(budget, { epsilon, purpose: '月报', at })
      expect(answer.ok).toBe(true)
      if (answer.ok) budget = answer.budget
    }
    expect(leftEpsilon(budget)).toBe(0)
    expect(budget.spendings).toHaveLength(3)
    expect(spendBudget(budget, { epsilon: 0.000001, purpose: 'x', at })).toEqual({
      ok: false,
      reason: 'exceeds-budget',
      leftEpsilon: 0,
    })
  })
  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('takes no ε of %s', (epsilon) =>
    expect(spendBudget(openBudget(1), { epsilon, purpose: 'x', at })).toMatchObject({ ok: false }),
  )
  it('never gives away more than it held', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 10, noNaN: true }),
        fc.array(fc.double({ min: -1, max: 5, noNaN: true })),
        (limit, wishes) => {
          let budget = openBudget(limit)
          let given = 0
          for (const epsilon of wishes) {
            const answer = spendBudget(budget, { epsilon, purpose: 'x', at })
            if (!answer.ok) continue
            budget = answer.budget
            given += epsilon
          }
          expect(given).toBeLessThanOrEqual(limit + 1e-6 * (wishes.length + 1))
          expect(leftEpsilon(budget)).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })
  it('composes: the sum for few releases, less for many small ones', () => {
    expect(composedEpsilon(0.1, 5, 1e-6)).toBeCloseTo(0.5, 12)
    expect(composedEpsilon(0.01, 10_000, 1e-6)).toBeCloseTo(
      0.01 * Math.sqrt(20_000 * Math.log(1e6)) + 100 * Math.expm1(0.01),
      9,
    )
    expect(composedEpsilon(0.1, 100, 0)).toBe(10)
  })
})
