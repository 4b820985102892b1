import { describe, expect, test } from 'vitest'
import { leastNewRows, reasonToSkip, splitByTime } from './retraining.ts'

test.each([
  ['enough rows', { newRows: leastNewRows, isWaiting: false }, undefined],
  ['one too few', { newRows: leastNewRows - 1, isWaiting: false }, 'too-few-rows'],
  ['one waits', { newRows: 1000, isWaiting: true }, 'waits-for-verdict'],
] as const)('%s', (_, stock, reason) => {
  expect(reasonToSkip(stock)).toBe(reason)
})

describe('splitByTime', () => {
  test('the newest judge, whatever the order they come in', () => {
    const rows = [5, 1, 4, 2, 3].map((day) => ({ at: `2026-01-0${day}` }))
    const { taught, heldOut } = splitByTime(rows)
    expect(taught.map(({ at }) => at)).toEqual(['2026-01-01', '2026-01-02', '2026-01-03'])
    expect(heldOut.map(({ at }) => at)).toEqual(['2026-01-04', '2026-01-05'])
  })
})
