import { describe, expect, test } from 'vitest'
import type { Terms } from '../contract/terms.ts'
import { daysLeft, isExpiring, isOver, warningDue } from './expiry.ts'
import { dayAfter } from './templates.ts'

const grant = (from: string, until: string) => ({ terms: { from, until } as Terms })
const year = grant('2026-01-01', '2026-12-31')

test.each([
  ['the last second of the last day', '2026-12-31T23:59:59+08:00', false],
  ['midnight after it, in Shanghai', '2027-01-01T00:00:00+08:00', true],
])('over: %s', (_, at, expected) => {
  expect(isOver(year, new Date(at))).toBe(expected)
})

describe('warnings: the nearest one reached', () => {
  test.each([
    ['2026-12-01', 31, undefined],
    ['2026-12-02', 30, 30],
    ['2026-12-24', 8, 30],
    ['2026-12-25', 7, 7],
    ['2026-12-30', 2, 7],
    ['2026-12-31', 1, 1],
    ['2027-01-01', 0, undefined],
  ])('%s: %i days left', (today, left, due) => {
    expect(daysLeft(year, today)).toBe(left)
    expect(warningDue(year, today)).toBe(due)
  })
  test('a grant of a week is not warned of by the month', () => {
    expect(warningDue(grant('2026-03-01', '2026-03-08'), '2026-03-01')).toBeUndefined()
    expect(warningDue(grant('2026-03-01', '2026-03-08'), '2026-03-02')).toBe(7)
  })
  test('expiring is what is within the first warning', () => {
    expect([isExpiring(year, '2026-12-01'), isExpiring(year, '2026-12-02')]).toEqual([false, true])
  })
})

test('days are counted over months and leap years', () => {
  expect(dayAfter('2028-02-28', 2)).toBe('2028-03-01')
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01')
})
