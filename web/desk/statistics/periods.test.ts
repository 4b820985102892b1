import { expect, it } from 'vitest'
import { periodBefore, periodOf } from './periods.ts'

it.each([
  [
    '2026-03-01T01:00:00Z',
    7,
    { from: '2026-02-23', to: '2026-03-01' },
    { from: '2026-02-16', to: '2026-02-22' },
  ],
  // 17:00 UTC is already the next day in Chongqing.
  [
    '2026-01-01T17:00:00Z',
    1,
    { from: '2026-01-02', to: '2026-01-02' },
    { from: '2026-01-01', to: '2026-01-01' },
  ],
] as const)('%s, %d days', (now, days, period, before) => {
  expect(periodOf(new Date(now), days)).toEqual(period)
  expect(periodBefore(period)).toEqual(before)
})
