import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bd09ToGcj02,
  type Crs,
  convertPoint,
  distanceBetween,
  gcj02ToBd09,
  gcj02ToWgs84,
  isInChina,
  wgs84ToGcj02,
} from './index.ts'

/** One point at 大学城 as four map services printed it. */
const CHECK = {
  WGS84: { lon: 106.31904841, lat: 29.59571861 },
  GCJ02: { lon: 106.32292269, lat: 29.59309924 },
  BD09: { lon: 106.3293245374, lat: 29.5994101473 },
} as const
const SYSTEMS = ['WGS84', 'GCJ02', 'BD09'] as const

const referenceFile = path.resolve(
  process.cwd(),
  // biome-ignore lint/style/noProcessEnv: a test reads where the reference data lies
  process.env.REFERENCE_DATA ?? '../shared/data',
  'city/boundaries/crs_check_points.json',
)
const chinesePoint = fc.record({
  lon: fc.double({ min: 73.5, max: 135, noNaN: true }),
  lat: fc.double({ min: 18, max: 53.5, noNaN: true }),
})

describe('coordinate systems', () => {
  for (const from of SYSTEMS) {
    for (const to of SYSTEMS) {
      it(`${from} to ${to} agrees with the map services within 1 m`, () => {
        expect(distanceBetween(convertPoint(CHECK[from], from, to), CHECK[to])).toBeLessThan(1)
      })
    }
  }

  const hasReference = existsSync(referenceFile)
  if (!hasReference) console.warn('SKIPPED: no crs_check_points.json; set REFERENCE_DATA to run it')
  it.skipIf(!hasReference)('agrees with every published check point within 1 m', () => {
    const file = JSON.parse(readFileSync(referenceFile, 'utf8')) as {
      coordinate_check_points: Record<'wgs84' | 'gcj02' | 'bd09', [number, number]>[]
    }
    expect(file.coordinate_check_points.length).toBeGreaterThan(0)
    for (const row of file.coordinate_check_points) {
      const [wgs84, gcj02, bd09] = [row.wgs84, row.gcj02, row.bd09].map(([lon, lat]) => ({ lon, lat }))
      if (wgs84 === undefined || gcj02 === undefined || bd09 === undefined) throw new Error('row incomplete')
      expect(distanceBetween(wgs84ToGcj02(wgs84), gcj02)).toBeLessThan(1)
      expect(distanceBetween(convertPoint(wgs84, 'WGS84', 'BD09'), bd09)).toBeLessThan(1)
      expect(distanceBetween(convertPoint(bd09, 'BD09', 'WGS84'), wgs84)).toBeLessThan(1)
    }
  })

  it('inverts GCJ-02 and BD-09 to less than 1 cm anywhere in China', () => {
    fc.assert(
      fc.property(chinesePoint, (point) => {
        expect(distanceBetween(gcj02ToWgs84(wgs84ToGcj02(point)), point)).toBeLessThan(0.01)
        expect(distanceBetween(bd09ToGcj02(gcj02ToBd09(point)), point)).toBeLessThan(0.01)
      }),
      { numRuns: 500 },
    )
  })

  it('shifts 大学城 by about 480 m', () => {
    const metres = distanceBetween(CHECK.WGS84, wgs84ToGcj02(CHECK.WGS84))
    expect(metres).toBeGreaterThan(450)
    expect(metres).toBeLessThan(510)
  })

  it.each([
    ['伦敦', { lon: -0.1276, lat: 51.5072 }],
    ['悉尼', { lon: 151.2093, lat: -33.8688 }],
  ])('does not shift abroad: %s', (_, point) => {
    expect(isInChina(point)).toBe(false)
    for (const to of SYSTEMS) expect(convertPoint(point, 'WGS84', to)).toEqual(point)
  })

  it('reads CGCS2000 as WGS-84', () => {
    const to: Crs = 'CGCS2000'
    expect(convertPoint(CHECK.WGS84, 'WGS84', to)).toEqual(CHECK.WGS84)
  })
})
