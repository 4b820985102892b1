import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMeasures, type Measures, noMeasures, scoreOf, sharesOf, spoiledBy } from './quality.ts'

const weights = { completeness: 25, validity: 25, timeliness: 20, uniqueness: 15, consistency: 15 }
const of = (m: Partial<Measures>): Measures => ({ ...noMeasures, ...m })

test.each<[string, Partial<Measures>, number | null]>([
  ['nothing is known', {}, null],
  ['everything is in order', { sent: 10, cells: 80, filled: 80, deliveries: 1 }, 100],
  ['half of the cells are empty: 12.5 of 100', { sent: 10, cells: 80, filled: 40, deliveries: 1 }, 87.5],
  ['every second delivery late: 10 of 100', { sent: 10, cells: 80, filled: 80, deliveries: 2, late: 1 }, 90],
  [
    'one row of ten a duplicate: 1.5',
    { sent: 10, cells: 80, filled: 80, deliveries: 1, duplicates: 1 },
    98.5,
  ],
  ['no whole delivery yet: its weight is left out', { sent: 10, cells: 80, filled: 80, invalid: 10 }, 68.75],
])('%s', (_name, m, score) => {
  expect(scoreOf(of(m), weights)).toEqual(score)
})

test.each([
  [{ item: 'a', reason: 'missing' }, undefined],
  [{ item: 'a', reason: 'not-a-date' }, 'invalid'],
  [{ item: 'a', reason: 'comparison', rule: 'r' }, 'inconsistent'],
  [{ item: 'a', reason: 'out-of-scope' }, 'inconsistent'],
  [{ item: '', reason: 'duplicate-key' }, 'duplicates'],
])('%j spoils %s', (problem, what) => {
  expect(spoiledBy(problem)).toBe(what)
})

test('a score lies between 0 and 100 and a period is the sum of its days', () => {
  const day = fc.record({ sent: fc.nat(1000), bad: fc.nat(1000), filled: fc.nat(8000), late: fc.nat(3) })
  const made = fc.array(day, { maxLength: 20 }).map((days) =>
    days.map((d): Measures => {
      const bad = Math.min(d.bad, d.sent)
      const cells = d.sent * 8
      const filled = Math.min(d.filled, cells)
      return of({
        sent: d.sent,
        cells,
        filled,
        invalid: bad,
        inconsistent: bad,
        duplicates: bad,
        deliveries: 3,
        late: d.late,
      })
    }),
  )
  fc.assert(
    fc.property(made, (days) => {
      const sum = days.reduce(addMeasures, noMeasures)
      const score = scoreOf(sum, weights)
      expect(score === null || (score >= 0 && score <= 100)).toBe(true)
      expect(sum.sent).toBe(days.reduce((n, d) => n + d.sent, 0))
      for (const share of Object.values(sharesOf(sum)))
        expect(share === null || (share >= 0 && share <= 1)).toBe(true)
    }),
  )
})
