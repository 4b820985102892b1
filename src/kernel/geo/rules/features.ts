import type {
  AreaGeometry,
  Crs,
  FeatureProblem,
  FeatureProblemCode,
  PlaceFeature,
  Position,
  Ring,
  Shape,
} from '../contract.ts'
import { AreaFeature, FeatureCollection } from '../contract.ts'
import { problemText } from '../messages.ts'
import { convertPoint, isInChina } from './crs.ts'
import { hasSelfIntersection } from './shapes.ts'

/**
 * Reads a GeoJSON FeatureCollection of areas in the named coordinate system and returns the sound ones in
 * WGS-84, with one problem for each of the others. Never throws: a bad file is a problem without an index.
 */
export function parseFeatures(
  json: unknown,
  crs: Crs,
): { features: PlaceFeature[]; problems: FeatureProblem[] } {
  const collection = FeatureCollection.safeParse(json)
  if (!collection.success) return { features: [], problems: [problem(undefined, 'not-a-feature-collection')] }
  const features: PlaceFeature[] = []
  const problems: FeatureProblem[] = []
  for (const [index, raw] of collection.data.features.entries()) {
    const result = parseFeature(raw, index, crs)
    if ('code' in result) problems.push(result)
    else features.push(result)
  }
  return { features, problems }
}

function parseFeature(raw: unknown, index: number, crs: Crs): PlaceFeature | FeatureProblem {
  const parsed = AreaFeature.safeParse(raw)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return problem(index, 'not-an-area', issue?.path.join('.') ?? '')
  }
  const { id, properties, geometry } = parsed.data
  const shape = shapeOf(geometry)
  for (const ring of shape.flat()) {
    const code = findRingProblem(ring)
    if (code !== undefined) return problem(index, code, exampleOf(ring))
  }
  const converted = shape.map((polygon) =>
    polygon.map((ring) =>
      ring.map(([lon, lat]): Position => {
        const point = convertPoint({ lon, lat }, crs, 'WGS84')
        return [point.lon, point.lat]
      }),
    ),
  )
  return { index, id: id === undefined ? undefined : String(id), properties, shape: converted }
}

/** Heights (a third number) are dropped: places are flat. */
function shapeOf(geometry: AreaGeometry): Shape {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return polygons.map((polygon) =>
    polygon.map((ring) => ring.map(([lon = Number.NaN, lat = Number.NaN]): Position => [lon, lat])),
  )
}

/** The first thing wrong with a ring. Where the points lie comes first: it explains most of the rest. */
function findRingProblem(ring: Ring): FeatureProblemCode | undefined {
  const place = findPlaceProblem(ring)
  if (place !== undefined) return place
  const [first, last] = [ring[0], ring.at(-1)]
  if (new Set(ring.map(String)).size < 3 || first === undefined || last === undefined) return 'too-few-points'
  if (first[0] !== last[0] || first[1] !== last[1]) return 'unclosed-ring'
  return hasSelfIntersection(ring) ? 'self-intersection' : undefined
}

function findPlaceProblem(ring: Ring): FeatureProblemCode | undefined {
  const stray = ring.find(([lon, lat]) => !isInChina({ lon, lat }))
  if (stray === undefined) return undefined
  const [lon, lat] = stray
  if (isInChina({ lon: lat, lat: lon })) return 'swapped-coordinates'
  return Math.abs(lon) > 180 || Math.abs(lat) > 180 ? 'projected-coordinates' : 'outside-china'
}

function exampleOf(ring: Ring): string {
  const stray = ring.find(([lon, lat]) => !isInChina({ lon, lat })) ?? ring[0]
  return stray === undefined ? '' : stray.join(', ')
}

function problem(index: number | undefined, code: FeatureProblemCode, detail = ''): FeatureProblem {
  return { index, code, reason: problemText(code, index, detail) }
}
