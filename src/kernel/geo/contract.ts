import { z } from 'zod'

/** A point on the map in degrees, WGS-84 unless a function says otherwise. */
export const Point = z.object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
export type Point = z.infer<typeof Point>

/**
 * Coordinate systems met in China. CGCS2000 equals WGS-84 to within centimetres, so at map scale both are
 * read alike; GCJ-02 is what AMap and Tencent print, BD-09 what Baidu prints.
 */
export const Crs = z.enum(['WGS84', 'CGCS2000', 'GCJ02', 'BD09'])
export type Crs = z.infer<typeof Crs>

/** Longitude, latitude: the order of GeoJSON (RFC 7946). */
export type Position = readonly [lon: number, lat: number]
/** Closed: the last position repeats the first. */
export type Ring = readonly Position[]
/** The outer ring, then the holes. */
export type Polygon = readonly Ring[]
/** One shape of a place: polygons that do not overlap. */
export type Shape = readonly Polygon[]

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number]

const PositionInput = z.array(z.number()).min(2)
const PolygonInput = z.array(z.array(PositionInput)).min(1)

/** GeoJSON areas, as far as their form goes; `parseFeatures` checks what the form cannot say. */
export const AreaGeometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: PolygonInput }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(PolygonInput).min(1) }),
])
export type AreaGeometry = z.infer<typeof AreaGeometry>

export const AreaFeature = z.object({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]).optional(),
  properties: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((properties) => properties ?? {}),
  geometry: AreaGeometry,
})
export type AreaFeature = z.infer<typeof AreaFeature>

export const FeatureCollection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()),
})

/** A feature whose shape passed every check, already in WGS-84. */
export type PlaceFeature = {
  /** Position in the file, from 0. */
  readonly index: number
  readonly id: string | undefined
  readonly properties: Readonly<Record<string, unknown>>
  readonly shape: Shape
}

export const FEATURE_PROBLEMS = [
  'not-a-feature-collection',
  'not-an-area',
  'too-few-points',
  'unclosed-ring',
  'self-intersection',
  'swapped-coordinates',
  'projected-coordinates',
  'outside-china',
] as const
export type FeatureProblemCode = (typeof FEATURE_PROBLEMS)[number]

/** What is wrong with one feature and what to change; `index` counts from 0 and is absent for the whole file. */
export type FeatureProblem = {
  readonly index: number | undefined
  readonly code: FeatureProblemCode
  readonly reason: { readonly zh: string; readonly en: string }
}
