import { expect, test } from 'vitest'
import { bestThreshold, figuresAt, intervals, strataSizes, stratumWeights } from './figures.ts'
import { hasMessages, type LabelledPair, messagesFile, scoredPairs } from './pairs.ts'

const pair = (score: number, same: boolean, stratum = 'c0.20'): LabelledPair => ({
  ids: ['1', '2'],
  stratum,
  same,
  score,
  half: 'test',
})

test('figures count what they say', () => {
  const pairs = [pair(0.9, true), pair(0.5, false), pair(0.4, true), pair(0.1, false)]
  expect(figuresAt(pairs, 0.4)).toEqual({ precision: 2 / 3, recall: 1, f1: 0.8 })
  expect(figuresAt(pairs, 0.95)).toEqual({ precision: 0, recall: 0, f1: 0 })
  expect(bestThreshold(pairs)).toBe(0.4)
  const strata = [pair(0.9, true, 'c0.50'), pair(0.9, false, 'c0.70')]
  expect(figuresAt(strata, 0.5, stratumWeights(strata)).precision).toBeCloseTo(167 / 617, 6)
})

/** Every pair of 4,326 messages lies in one stratum. */
test('the strata are all pairs', () => {
  expect(Object.values(strataSizes).reduce((sum, n) => sum + n, 0)).toBe((4326 * 4325) / 2)
})

test.skipIf(!hasMessages())('the figures of data/similarity/README.md', () => {
  const pairs = scoredPairs()
  const test = pairs.filter((p) => p.half === 'test')
  const threshold = bestThreshold(pairs.filter((p) => p.half === 'tune'))
  expect([pairs.length, test.length, threshold]).toEqual([335, 167, 0.17])
  const figures = figuresAt(test, threshold)
  expect(figures.precision).toBeCloseTo(0.865, 3)
  expect(figures.recall).toBeCloseTo(0.882, 3)
  const { f1 } = intervals(test, threshold)
  expect([f1.low, f1.high].map((n) => n.toFixed(3))).toEqual(['0.824', '0.916'])
})

if (!hasMessages()) console.warn(`SKIPPED the figures of the similarity score: ${messagesFile} is missing`)
