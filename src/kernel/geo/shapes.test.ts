import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  areaOf,
  boundsOf,
  buildPlaceIndex,
  centroidOf,
  contains,
  distanceBetween,
  hasSelfIntersection,
  innerPointOf,
  type Position,
  type Ring,
  type Shape,
} from './index.ts'

function box(west: number, south: number, east: number, north: number): Ring {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}
/** A square with a hole, and an island. */
const SHAPE: Shape = [[box(106, 29, 107, 30), box(106.4, 29.4, 106.6, 29.6)], [box(108, 29, 108.5, 29.5)]]

describe('shapes', () => {
  it.each([
    ['inside', 106.1, 29.1, true],
    ['in the hole', 106.5, 29.5, false],
    ['on the island', 108.2, 29.2, true],
    ['between square and island', 107.5, 29.2, false],
    ['on the west edge: it belongs to the place', 106, 29.5, true],
    ['on the east edge: it belongs to the neighbour', 107, 29.5, false],
  ])('contains a point %s', (_, lon, lat, expected) => {
    expect(contains(SHAPE, { lon, lat })).toBe(expected)
  })

  it('gives bounds, area and centroid', () => {
    expect(boundsOf(SHAPE)).toEqual([106, 29, 108.5, 30])
    const degree = distanceBetween({ lon: 106, lat: 29.25 }, { lon: 107, lat: 29.25 })
    const island = (degree * distanceBetween({ lon: 108, lat: 29 }, { lon: 108, lat: 30 })) / 4
    expect(areaOf([[box(108, 29, 108.5, 29.5)]]) / island).toBeCloseTo(1, 4)
    const withHole = areaOf([[box(106, 29, 107, 30), box(106.4, 29.4, 106.6, 29.6)]])
    expect(withHole / areaOf([[box(106, 29, 107, 30)]])).toBeCloseTo(0.96, 3)
    expect(centroidOf([[box(106, 29, 107, 31)]]).lon).toBeCloseTo(106.5, 9)
    expect(centroidOf([[box(106, 29, 107, 31)]]).lat).toBeCloseTo(30, 9)
    expect(() => centroidOf([])).toThrow(RangeError)
  })

  it('finds a point inside a horseshoe, whose centroid lies outside', () => {
    const horseshoe: Shape = [
      [
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [7, 10],
          [7, 1],
          [1, 1],
          [1, 10],
          [0, 10],
          [0, 0],
        ],
      ],
    ]
    expect(contains(horseshoe, centroidOf(horseshoe))).toBe(false)
    expect(innerPointOf(horseshoe)).toEqual({ lon: 8.5, lat: 5 })
    expect(innerPointOf([[box(0, 0, 2, 2)]])).toEqual({ lon: 1, lat: 1 })
  })

  it('measures a degree of the meridian as 111.195 km', () => {
    expect(distanceBetween({ lon: 106, lat: 29 }, { lon: 106, lat: 30 })).toBeCloseTo(111_195, -1)
  })

  const bowtie: Ring = [
    [0, 0],
    [1, 1],
    [1, 0],
    [0, 1],
    [0, 0],
  ]
  const pinched: Ring = [
    [0, 0],
    [2, 0],
    [1, 1],
    [2, 2],
    [0, 2],
    [1, 1],
    [0, 0],
  ]
  it.each([
    ['square', box(0, 0, 1, 1), false],
    ['bow tie', bowtie, true],
    ['touching itself in one point', pinched, false],
  ])('finds self-intersection: %s', (_, ring, expected) => {
    expect(hasSelfIntersection(ring)).toBe(expected)
  })
})

const coordinate = fc.double({ min: 0, max: 10, noNaN: true })
const ring: fc.Arbitrary<Ring> = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 8 })
  .map((positions): Ring => [...positions, positions[0] ?? [0, 0]])
const shape: fc.Arbitrary<Shape> = fc.array(fc.array(ring, { minLength: 1, maxLength: 2 }), {
  minLength: 1,
  maxLength: 2,
})

describe('place index', () => {
  it('gives the first listed place that contains the point, as brute force does', () => {
    fc.assert(
      fc.property(
        fc.array(shape, { maxLength: 60 }),
        fc.array(fc.tuple(coordinate, coordinate), { maxLength: 30 }),
        (shapes, points) => {
          const places = shapes.map((one, index) => ({ id: `p${index}`, shape: one.slice() }))
          const index = buildPlaceIndex(places)
          for (const [lon, lat] of points) {
            const expected = places.find((place) => containsWithHoles(place.shape, { lon, lat }))?.id
            expect(index.locate({ lon, lat })).toBe(expected)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('puts each point of a jittered partition into exactly one of 2,500 cells', () => {
    const cells = lattice(50)
    const index = buildPlaceIndex(cells)
    fc.assert(
      fc.property(coordinate, coordinate, (lon, lat) => {
        const point = { lon: 0.5 + lon * 4.9, lat: 0.5 + lat * 4.9 }
        const holders = cells.filter((cell) => contains(cell.shape, point))
        expect(holders).toHaveLength(1)
        expect(index.locate(point)).toBe(holders[0]?.id)
      }),
      { numRuns: 300 },
    )
  })

  it('is empty without places', () => {
    const index = buildPlaceIndex([])
    expect(index.size).toBe(0)
    expect(index.locate({ lon: 106, lat: 29 })).toBeUndefined()
  })
})

/** Random rings may leave the outer ring's box, which no sound shape does: only points in that box count. */
function containsWithHoles(one: Shape, point: { lon: number; lat: number }): boolean {
  const [west, south, east, north] = boundsOf(one)
  const isInBox = point.lon >= west && point.lat >= south && point.lon <= east && point.lat <= north
  return isInBox && contains(one, point)
}

/** n × n quadrilaterals whose shared corners are moved by a fixed pattern. */
function lattice(n: number): { id: string; shape: Shape }[] {
  const corner = (x: number, y: number): Position => [
    x + 0.3 * Math.sin(x * 12.9898 + y * 78.233),
    y + 0.3 * Math.sin(x * 39.346 + y * 11.135),
  ]
  return Array.from({ length: n * n }, (_, index) => {
    const [x, y] = [index % n, Math.floor(index / n)]
    const outer = [corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1), corner(x, y)]
    return { id: `${x}-${y}`, shape: [[outer]] }
  })
}
