import { describe, expect, it } from 'vitest'
import { distanceBetween, parseFeatures, wgs84ToGcj02 } from './index.ts'

type Pair = [number, number]
const SQUARE: Pair[] = [
  [106.3, 29.5],
  [106.4, 29.5],
  [106.4, 29.6],
  [106.3, 29.6],
  [106.3, 29.5],
]
const polygon = (ring: unknown) => ({
  type: 'Feature',
  properties: null,
  geometry: { type: 'Polygon', coordinates: [ring] },
})
const file = (...features: unknown[]) => ({ type: 'FeatureCollection', features })

describe('parseFeatures', () => {
  it('reads polygons and multipolygons, ids and properties, and drops heights', () => {
    const { features, problems } = parseFeatures(
      file(
        { ...polygon(SQUARE), id: 7, properties: { code: 'a' } },
        { ...polygon(SQUARE), geometry: { type: 'MultiPolygon', coordinates: [[SQUARE], [SQUARE]] } },
        polygon(SQUARE.map((pair) => [...pair, 300])),
      ),
      'CGCS2000',
    )
    expect(problems).toEqual([])
    expect(features.map((feature) => [feature.index, feature.id, feature.shape.length])).toEqual([
      [0, '7', 1],
      [1, undefined, 2],
      [2, undefined, 1],
    ])
    expect(features[0]?.properties).toEqual({ code: 'a' })
    expect(features[2]?.shape[0]?.[0]?.[0]).toEqual([106.3, 29.5])
  })

  it('converts to WGS-84', () => {
    const shifted = SQUARE.map(([lon, lat]) => wgs84ToGcj02({ lon, lat })).map(({ lon, lat }) => [lon, lat])
    const [lon = 0, lat = 0] =
      parseFeatures(file(polygon(shifted)), 'GCJ02').features[0]?.shape[0]?.[0]?.[0] ?? []
    expect(distanceBetween({ lon, lat }, { lon: 106.3, lat: 29.5 })).toBeLessThan(0.01)
  })

  it.each([
    ['too-few-points', SQUARE.slice(0, 2)],
    ['too-few-points', [SQUARE[0], SQUARE[1], SQUARE[0], SQUARE[1], SQUARE[0]]],
    ['unclosed-ring', SQUARE.slice(0, 4)],
    ['self-intersection', [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]],
    ['swapped-coordinates', SQUARE.map(([lon, lat]) => [lat, lon])],
    ['projected-coordinates', SQUARE.map(([lon, lat]) => [lon * 3000, lat * 110_000])],
    ['outside-china', SQUARE.map(([lon, lat]) => [lon - 106, lat + 20])],
    ['not-an-area', 'none'],
    ['not-an-area', [[106.3], [106.4, 29.5]]],
  ])('refuses one feature and keeps the others: %s', (code, ring) => {
    const { features, problems } = parseFeatures(file(polygon(SQUARE), polygon(ring)), 'WGS84')
    expect(features).toHaveLength(1)
    expect(problems.map((problem) => [problem.index, problem.code])).toEqual([[1, code]])
    expect(problems[0]?.reason.zh).toMatch(/^第 2 个要素：/)
    expect(problems[0]?.reason.en).toMatch(/^Feature 2: /)
  })

  it('refuses points and lines', () => {
    const point = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [106.3, 29.5] } }
    expect(parseFeatures(file(point), 'WGS84').problems[0]?.code).toBe('not-an-area')
  })

  it.each([[null], ['text'], [{ type: 'Feature' }], [[]]])(
    'refuses a file that is no collection: %j',
    (json) => {
      const { features, problems } = parseFeatures(json, 'WGS84')
      expect(features).toEqual([])
      expect(problems).toHaveLength(1)
      expect(problems[0]).toMatchObject({ index: undefined, code: 'not-a-feature-collection' })
    },
  )
})
