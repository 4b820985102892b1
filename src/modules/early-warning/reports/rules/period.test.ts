import { expect, test } from 'vitest'
import { before, boundsOf, isReportable, periodFrom, periodsDue } from './period.ts'

test.each([
  ['day', '2027-03-01', null, '2027-03-01', '2027-02-28', '2027-02-28'],
  ['week', '2027-03-01', null, '2027-03-07', '2027-02-22', '2027-02-28'],
  ['month', '2027-03-01', null, '2027-03-31', '2027-02-01', '2027-02-28'],
  ['month', '2028-02-01', null, '2028-02-29', '2028-01-01', '2028-01-31'],
  ['month', '2027-12-01', null, '2027-12-31', '2027-11-01', '2027-11-30'],
  ['special', '2027-03-03', '2027-03-05', '2027-03-05', '2027-02-28', '2027-03-02'],
] as const)('%s from %s (%s) ends on %s; before it %s to %s', (kind, from, to, last, first, end) => {
  const period = periodFrom(kind, from, to)
  expect(period.to).toBe(last)
  expect(before(period)).toMatchObject({ from: first, to: end })
})

test.each([
  ['day', '2027-03-01', null, true],
  ['day', '2027-03-02', null, false],
  ['week', '2027-02-22', null, true],
  ['week', '2027-02-23', null, false],
  ['week', '2027-03-01', null, false],
  ['month', '2027-02-01', null, true],
  ['month', '2027-02-02', null, false],
  ['month', '2027-03-01', null, false],
  ['special', '2027-03-02', '2027-03-02', true],
  ['special', '2027-03-02', '2027-03-03', false],
  ['special', '2027-03-02', '2027-03-01', false],
  ['special', '2026-03-02', '2027-03-02', true],
  ['special', '2026-03-01', '2027-03-02', false],
] as const)('%s from %s (%s) on 2 March 2027: %s', (kind, from, to, can) =>
  expect(isReportable(periodFrom(kind, from, to), '2027-03-02')).toBe(can),
)

test.each([
  ['2027-03-02', ['day 2027-03-01']],
  ['2027-03-01', ['day 2027-02-28', 'week 2027-02-22', 'month 2027-02-01']],
  ['2027-03-08', ['day 2027-03-07', 'week 2027-03-01']],
  ['2027-01-01', ['day 2026-12-31', 'month 2026-12-01']],
] as const)('due on %s: %j', (today, due) =>
  expect(periodsDue(today).map((p) => `${p.kind} ${p.from}`)).toEqual(due),
)

test('a day begins and ends at midnight in Shanghai', () =>
  expect(boundsOf({ from: '2027-03-01', to: '2027-03-01' })).toEqual({
    start: new Date('2027-02-28T16:00:00Z'),
    end: new Date('2027-03-01T16:00:00Z'),
  }))
