import type { Bounds, Point, Position, Ring, Shape } from '../contract.ts'

/** Mean Earth radius in metres (IUGG). */
const EARTH_RADIUS_M = 6_371_008.8
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Great-circle (haversine) distance in metres. */
export function distanceBetween(a: Point, b: Point): number {
  const dLat = radians(b.lat - a.lat)
  const dLon = radians(b.lon - a.lon)
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** The smallest box around the shape. */
export function boundsOf(shape: Shape): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [outer = []] of shape) {
    for (const [lon, lat] of outer) {
      west = Math.min(west, lon)
      south = Math.min(south, lat)
      east = Math.max(east, lon)
      north = Math.max(north, lat)
    }
  }
  return [west, south, east, north]
}

/**
 * Does the edge a–b cross the ray that leaves the point eastwards? Half-open in latitude, and computed from
 * the lower end upwards, so that two neighbours which share an edge agree on it to the last bit: a point on
 * a common border belongs to exactly one of them.
 */
export function crossesRay(
  lon: number,
  lat: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): boolean {
  if (ay > lat === by > lat) return false
  return ay < by
    ? lon < ax + ((lat - ay) / (by - ay)) * (bx - ax)
    : lon < bx + ((lat - by) / (ay - by)) * (ax - bx)
}

/** Point in polygon by the even-odd rule, over outer rings and holes alike. */
export function contains(shape: Shape, { lon, lat }: Point): boolean {
  let isInside = false
  for (const polygon of shape) {
    for (const ring of polygon) {
      for (const [a, b] of edgesOf(ring)) {
        if (crossesRay(lon, lat, a[0], a[1], b[0], b[1])) isInside = !isInside
      }
    }
  }
  return isInside
}

/** Area in square metres on the sphere (Chamberlain and Duquette, JPL 07-03); holes are taken off. */
export function areaOf(shape: Shape): number {
  let total = 0
  for (const polygon of shape) {
    polygon.forEach((ring, index) => {
      total += (index === 0 ? 1 : -1) * Math.abs(sphericalRingArea(ring))
    })
  }
  return total
}

/** Centre of mass in degrees. It may lie outside a bent shape. Throws on a shape without area. */
export function centroidOf(shape: Shape): Point {
  const [originLon, originLat] = shape[0]?.[0]?.[0] ?? [0, 0]
  let [mass, lon, lat] = [0, 0, 0]
  for (const polygon of shape) {
    polygon.forEach((ring, index) => {
      const part = planarMoments(ring, originLon, originLat)
      const sign = (index === 0 ? 1 : -1) * Math.sign(part.mass)
      mass += sign * part.mass
      lon += sign * part.lon
      lat += sign * part.lat
    })
  }
  if (mass === 0) throw new RangeError('A shape without area has no centroid')
  return { lon: originLon + lon / mass, lat: originLat + lat / mass }
}

/**
 * A point for a label: the centroid where it lies inside, else the middle of the widest stretch inside at
 * half height. Throws on a shape without area.
 */
export function innerPointOf(shape: Shape): Point {
  const centroid = centroidOf(shape)
  if (contains(shape, centroid)) return centroid
  const [, south, , north] = boundsOf(shape)
  const lat = (south + north) / 2
  const crossings = shape
    .flat()
    .flatMap(edgesOf)
    .filter(([a, b]) => a[1] > lat !== b[1] > lat)
    .map(([a, b]) => a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]))
    .sort((one, other) => one - other)
  let [west, east] = [centroid.lon, centroid.lon]
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const [from = 0, to = 0] = [crossings[index], crossings[index + 1]]
    if (to - from > east - west) [west, east] = [from, to]
  }
  return { lon: (west + east) / 2, lat }
}

/**
 * Does any edge of the ring properly cross another? Touching in a point is let pass: real layers hold
 * such pinches, and the even-odd rule reads them rightly. Edges are swept from west to east.
 */
export function hasSelfIntersection(ring: Ring): boolean {
  const edges = edgesOf(ring)
    .map(([a, b]) => ({ a, b, west: Math.min(a[0], b[0]), east: Math.max(a[0], b[0]) }))
    .sort((one, other) => one.west - other.west)
  for (const [index, edge] of edges.entries()) {
    for (let next = index + 1; next < edges.length; next += 1) {
      const other = edges[next]
      if (other === undefined || other.west > edge.east) break
      if (crossesProperly(edge.a, edge.b, other.a, other.b)) return true
    }
  }
  return false
}

function edgesOf(ring: Ring): (readonly [Position, Position])[] {
  const edges: (readonly [Position, Position])[] = []
  for (let index = 1; index < ring.length; index += 1) {
    const [a, b] = [ring[index - 1], ring[index]]
    if (a !== undefined && b !== undefined) edges.push([a, b])
  }
  return edges
}

function crossesProperly(a: Position, b: Position, c: Position, d: Position): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

/** 1 if c lies to the left of a→b, −1 to the right, 0 on the line. */
function side(a: Position, b: Position, c: Position): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
}

function sphericalRingArea(ring: Ring): number {
  const sum = edgesOf(ring).reduce(
    (total, [a, b]) => total + radians(b[0] - a[0]) * (2 + Math.sin(radians(a[1])) + Math.sin(radians(b[1]))),
    0,
  )
  return (sum * EARTH_RADIUS_M ** 2) / 2
}

/** Signed area and first moments about an origin near the ring, so that no digits are lost. */
function planarMoments(ring: Ring, originLon: number, originLat: number) {
  let [mass, lon, lat] = [0, 0, 0]
  for (const [a, b] of edgesOf(ring)) {
    const [ax, ay, bx, by] = [a[0] - originLon, a[1] - originLat, b[0] - originLon, b[1] - originLat]
    const cross = ax * by - bx * ay
    mass += cross / 2
    lon += ((ax + bx) * cross) / 6
    lat += ((ay + by) * cross) / 6
  }
  return { mass, lon, lat }
}
