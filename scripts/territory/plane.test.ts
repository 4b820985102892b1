import { describe, expect, it } from 'vitest'
import { areaOfLand, cut, type Land, spanAlong } from './plane.ts'

const SQUARE: Land = [
  [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ],
]
/** A U: cut across, its arms fall apart. */
const BOWL: Land = [
  [
    [0, 0],
    [30, 0],
    [30, 20],
    [20, 20],
    [20, 10],
    [10, 10],
    [10, 20],
    [0, 20],
  ],
]

describe('cut', () => {
  it.each([
    ['a square in half', SQUARE, 5, [50]],
    ['nothing off', SQUARE, 11, [100]],
    ['everything off', SQUARE, -1, []],
  ])('keeps what lies west: %s', (_, land, limit, areas) => {
    expect(cut(land, [1, 0], limit).map((piece) => areaOfLand([piece]))).toEqual(areas)
  })

  it('parts the arms of a bowl into two pieces, and leaves the bottom whole', () => {
    const above = cut(BOWL, [0, -1], -15)
    expect(above.map((piece) => areaOfLand([piece]))).toEqual([50, 50])
    expect(cut(BOWL, [0, 1], 15).map((piece) => areaOfLand([piece]))).toEqual([400])
    expect(areaOfLand(BOWL)).toBe(500)
  })

  it('measures the span along a direction', () => {
    expect(spanAlong(BOWL, [1, 0])).toEqual([0, 30])
  })
})
