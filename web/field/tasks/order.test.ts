import { describe, expect, it } from 'vitest'
import type { CaseRow } from '#kernel/cases/contract'
import { distanceBetween, orderTasks, roundDistance } from './order.ts'

const here = { lon: 106.3, lat: 29.5 }
const row = (number: string, lat: number | null, due: string | null) =>
  ({ number, point: lat === null ? null : { lon: 106.3, lat }, due }) as CaseRow

describe('orderTasks', () => {
  const rows = [
    row('far', 29.6, '2026-11-01T00:00:00Z'),
    row('nowhere', null, '2026-10-01T00:00:00Z'),
    row('near-late', 29.51, '2026-11-03T00:00:00Z'),
    row('near-soon', 29.51, '2026-11-02T00:00:00Z'),
    row('no-deadline', 29.51, null),
  ]
  it.each<[string, typeof here | null, string[]]>([
    ['by distance, then by deadline', here, ['near-soon', 'near-late', 'no-deadline', 'far', 'nowhere']],
    ['by deadline without a position', null, ['nowhere', 'far', 'near-soon', 'near-late', 'no-deadline']],
  ])('%s', (_name, position, expected) => {
    expect(orderTasks(rows, position).map((t) => t.row.number)).toEqual(expected)
  })
})

it('measures one minute of latitude as a nautical mile', () => {
  expect(distanceBetween(here, { lon: 106.3, lat: 29.5 + 1 / 60 })).toBeCloseTo(1853, 0)
})

it.each([
  [3, 'm', '10'],
  [347, 'm', '350'],
  [999, 'km', '1.0'],
  [2345, 'km', '2.3'],
  [12_480, 'km', '12'],
] as const)('rounds %d m', (metres, unit, value) => {
  expect(roundDistance(metres)).toEqual({ unit, value })
})
