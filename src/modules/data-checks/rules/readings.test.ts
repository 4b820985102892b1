import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from './days.ts'
import type { ReadingDay, ReadingFact } from './facts.ts'
import { median, oddReading, robust } from './readings.ts'
import { defaultCheckTable, settingOf } from './table.ts'

const day = '2027-06-01'
const limits = {
  historyDays: 60,
  leastDays: 10,
  z: 6,
  leastReads: 50,
  mostSubjects: 500,
  mostRows: 20_000,
  nightReads: 20,
  nightFrom: 22,
  nightTo: 6,
}
const reading = (at: string, change: Partial<ReadingDay> = {}): ReadingDay => ({
  day: at,
  reads: 10,
  subjects: 8,
  night: 0,
  rows: 0,
  ...change,
})
const fact = (today: Partial<ReadingDay> | undefined, past: readonly Partial<ReadingDay>[]): ReadingFact => ({
  who: '33333333-3333-4333-8333-333333333333',
  org: 'gxq.civil',
  orgName: '民政局',
  days: [
    ...past.map((p, i) => reading(addDays(day, -1 - i), p)),
    ...(today === undefined ? [] : [reading(day, today)]),
  ],
})
const keys = (f: ReadingFact, who: 'officer' | 'consumer' = 'officer') =>
  oddReading(f, limits, day, who)?.lines.map((l) => l.key) ?? []
const quiet = Array.from({ length: 20 }, () => ({}))

test.each([
  [[], 0],
  [[3], 3],
  [[1, 9], 5],
  [[9, 1, 2], 2],
])('the median of %j is %d', (values, expected) => expect(median(values)).toBe(expected))

test('the modified z-score, by hand: median 4, deviations 3 1 0 1 3, MAD 1, scale √4 = 2', () => {
  expect(robust(14, [1, 3, 4, 5, 7])).toEqual({ median: 4, mad: 1, z: 5 })
})

test('the modified z-score with a wide history: MAD 20 · 1.4826 = 29.652', () => {
  expect(robust(159.304, [80, 60, 100, 120, 140]).z).toBeCloseTo(2, 6)
})

describe('reading beside the own history', () => {
  test.each<[string, ReadingFact, string[]]>([
    ['an ordinary day', fact({}, quiet), []],
    ['far above', fact({ reads: 326 }, quiet), ['odd-reads']],
    ['above, but small: never odd', fact({ reads: 49, subjects: 49 }, quiet), []],
    ['many subjects', fact({ reads: 49, subjects: 60 }, quiet), ['odd-subjects']],
    ['a large export', fact({ rows: 5000 }, quiet), ['odd-rows']],
    ['at night', fact({ night: 25 }, quiet), ['odd-night']],
    ['who always reads at night', fact({ night: 25 }, Array(20).fill({ night: 24 })), []],
    ['who always reads much', fact({ reads: 330 }, Array(20).fill({ reads: 320 })), []],
    ['too short a history', fact({ reads: 326 }, quiet.slice(0, 9)), []],
    ['beyond the bound of subjects on a first day', fact({ subjects: 501 }, []), ['most-subjects']],
    ['at the bound', fact({ subjects: 500 }, []), []],
    ['beyond the bound of rows on a first day', fact({ rows: 20_001 }, []), ['most-rows']],
    ['no reading that day', fact(undefined, quiet), []],
  ])('%s', (_, f, expected) => expect(keys(f)).toEqual(expected))

  test('days before the look-back do not count', () => {
    const old = Array.from({ length: 20 }, (_, i) => reading(addDays(day, -61 - i)))
    const f = { ...fact({ reads: 326 }, []), days: [...old, reading(day, { reads: 326 })] }
    expect(keys(f)).toEqual([])
  })

  test('the finding explains its numbers and never names a person', () => {
    const found = oddReading(fact({ reads: 326 }, quiet), limits, day, 'officer')
    expect(found).toMatchObject({
      check: 'reading-officer',
      name: '民政局',
      occasion: day,
      account: '33333333-3333-4333-8333-333333333333',
      lines: [
        {
          key: 'odd-reads',
          values: { value: '326', median: '10', mad: '0', z: '99.9', limit: '6', days: '20' },
        },
      ],
    })
  })

  test('an organization has no account, and its log is linked', () => {
    const consumer = settingOf(defaultCheckTable, 'reading-consumer').limits
    const found = oddReading(fact({ reads: 900 }, quiet), consumer, day, 'consumer')
    expect(found).toMatchObject({ account: null, subjectType: 'organization' })
    expect(found?.lines[0]?.link).toBe('/exchange?tab=log&from=2027-06-01&until=2027-06-01')
  })

  test('whatever the history: a day like one of its own is never odd, and more of it never less odd', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 10, maxLength: 60 }),
        fc.nat({ max: 5000 }),
        (history, more) => {
          const middle = median(history)
          expect(robust(middle, history).z).toBe(0)
          expect(robust(middle + more + 1, history).z).toBeGreaterThan(robust(middle + more, history).z)
        },
      ),
    )
  })
})
