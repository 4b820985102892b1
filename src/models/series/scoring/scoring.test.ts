import { expect, it } from 'vitest'
import {
  nabBestThreshold,
  nabNormalised,
  nabProfiles,
  nabRows,
  nabScoreAt,
  nabTotal,
  rowFigures,
} from '../index.ts'

const { standard, lowFalseNegatives, lowFalsePositives } = nabProfiles
/** 100 rows, windows at 30 to 39 and 60 to 69; the first 15 rows are not scored. */
const rows = nabRows({
  name: 'made-up',
  at: Array.from({ length: 100 }, (_, n) => n),
  windows: [
    [30, 39],
    [60, 69],
  ],
})
const saying = (...at: readonly number[]): number[] =>
  Array.from({ length: 100 }, (_, n) => (at.includes(n) ? 1 : 0))
const raw = (scores: number[], profile = standard as (typeof nabProfiles)[keyof typeof nabProfiles]) =>
  nabScoreAt(rows, scores, 0.5, profile).raw

const sigmoid = (x: number) => 2 / (1 + Math.exp(5 * x)) - 1

it.each([
  ['nothing said', [], -2],
  ['both at once', [30, 60], 2],
  ['the best in a window counts, once', [30, 31, 39, 60], 2],
  ['the last row of a window is worth next to nothing', [39, 60], 1 + sigmoid(-0.1) / sigmoid(-1)],
  ['before any window a false row costs all', [20], -2 - 0.11],
  ['just behind a window it costs little', [40], -2 + 0.11 * sigmoid(1 / 9)],
  ['more than three widths behind it costs all', [99], -2 - 0.11],
  ['the first rows are not scored', [3, 14], -2],
])('%s', (_, at, expected) => {
  expect(raw(saying(...at))).toBeCloseTo(expected, 12)
})

it('weighs by profile', () => {
  expect(raw(saying(20), lowFalsePositives)).toBeCloseTo(-2.22, 12)
  expect(raw(saying(20), lowFalseNegatives)).toBeCloseTo(-4.11, 12)
})

it('silence is 0 and perfection 100 in each profile', () => {
  for (const profile of Object.values(nabProfiles)) {
    expect(nabTotal([{ rows, scores: saying() }], 0.5, profile)).toBe(0)
    expect(nabTotal([{ rows, scores: saying(30, 60) }], 0.5, profile)).toBe(100)
  }
  expect(nabNormalised(-116, 116, standard)).toBe(0)
})

it('chooses the threshold over all files together', () => {
  const first = { rows, scores: saying(30, 60).map((s, n) => (n === 30 ? 0.9 : n === 60 ? 0.6 : s)) }
  const second = { rows, scores: Array.from({ length: 100 }, (_, n) => (n > 70 ? 0.6 : 0.1)) }
  // At 0.6 the second file's false rows cost more than the first file's second window is worth.
  expect(nabBestThreshold([first], standard)).toBe(0.6)
  expect(nabBestThreshold([first, second], standard)).toBe(0.9)
  expect(nabBestThreshold([second], standard)).toBeGreaterThan(1)
})

it('refuses a window that is not in the file', () => {
  expect(() => nabRows({ name: 'x', at: [1, 2], windows: [[1, 3]] })).toThrow(RangeError)
})

it('counts rows as SKAB does', () => {
  const judged = [
    ...Array.from({ length: 6 }, () => ({ actual: true, said: true })),
    ...Array.from({ length: 4 }, () => ({ actual: true, said: false })),
    ...Array.from({ length: 5 }, () => ({ actual: false, said: true })),
    ...Array.from({ length: 15 }, () => ({ actual: false, said: false })),
  ]
  expect(rowFigures(judged)).toEqual({
    rows: 30,
    anomalous: 10,
    f1: 12 / 21,
    falseAlarmRate: 25,
    missedAlarmRate: 40,
  })
  expect(rowFigures([])).toMatchObject({ f1: 0, falseAlarmRate: 0, missedAlarmRate: 0 })
})
