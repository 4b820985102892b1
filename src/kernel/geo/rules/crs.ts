import type { Crs, Point } from '../contract.ts'

// Krasovsky 1940, the ellipsoid on which the published GCJ-02 transformation is defined.
const SEMI_MAJOR_AXIS_M = 6_378_245
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943
const BD09_TURN = (Math.PI * 3000) / 180

// 1e-9 degree is 0.1 mm: well below the promised centimetre, well above rounding at these magnitudes.
const TOLERANCE_DEGREES = 1e-9
const MAX_STEPS = 30

/** The rectangle in which Chinese map services shift coordinates. It is wider than the country's border. */
export function isInChina({ lon, lat }: Point): boolean {
  return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271
}

/** WGS-84 to GCJ-02 by the published polynomial, within about 1 m of what map services print. No shift abroad. */
export function wgs84ToGcj02(point: Point): Point {
  if (!isInChina(point)) return point
  const x = point.lon - 105
  const y = point.lat - 35
  const phi = (point.lat * Math.PI) / 180
  const magic = 1 - ECCENTRICITY_SQUARED * Math.sin(phi) ** 2
  const meridianRadius = (SEMI_MAJOR_AXIS_M * (1 - ECCENTRICITY_SQUARED)) / magic ** 1.5
  const parallelRadius = (SEMI_MAJOR_AXIS_M / Math.sqrt(magic)) * Math.cos(phi)
  return {
    lon: point.lon + ((eastShift(x, y) / parallelRadius) * 180) / Math.PI,
    lat: point.lat + ((northShift(x, y) / meridianRadius) * 180) / Math.PI,
  }
}

/** GCJ-02 to WGS-84, the exact inverse of `wgs84ToGcj02` to less than 1 cm. */
export function gcj02ToWgs84(point: Point): Point {
  return isInChina(point) ? invert(wgs84ToGcj02, point) : point
}

/** GCJ-02 to BD-09, as Baidu publishes it. No shift abroad. */
export function gcj02ToBd09(point: Point): Point {
  if (!isInChina(point)) return point
  const { lon, lat } = point
  const radius = Math.hypot(lon, lat) + 2e-5 * Math.sin(lat * BD09_TURN)
  const angle = Math.atan2(lat, lon) + 3e-6 * Math.cos(lon * BD09_TURN)
  return { lon: radius * Math.cos(angle) + 0.0065, lat: radius * Math.sin(angle) + 0.006 }
}

/** BD-09 to GCJ-02, the exact inverse of `gcj02ToBd09` to less than 1 cm. */
export function bd09ToGcj02(point: Point): Point {
  return isInChina(point) ? invert(gcj02ToBd09, point) : point
}

const TO_WGS84: Readonly<Record<Crs, (point: Point) => Point>> = {
  WGS84: (point) => point,
  CGCS2000: (point) => point,
  GCJ02: gcj02ToWgs84,
  BD09: (point) => gcj02ToWgs84(bd09ToGcj02(point)),
}
const FROM_WGS84: Readonly<Record<Crs, (point: Point) => Point>> = {
  WGS84: (point) => point,
  CGCS2000: (point) => point,
  GCJ02: wgs84ToGcj02,
  BD09: (point) => gcj02ToBd09(wgs84ToGcj02(point)),
}

/** Converts between any two of the systems. */
export function convertPoint(point: Point, from: Crs, to: Crs): Point {
  return from === to ? point : FROM_WGS84[to](TO_WGS84[from](point))
}

/** Fixed-point iteration: both shifts change so slowly with place that each step gains three digits or more. */
function invert(forward: (point: Point) => Point, target: Point): Point {
  let guess = target
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const image = forward(guess)
    const missLon = target.lon - image.lon
    const missLat = target.lat - image.lat
    guess = { lon: guess.lon + missLon, lat: guess.lat + missLat }
    if (Math.abs(missLon) < TOLERANCE_DEGREES && Math.abs(missLat) < TOLERANCE_DEGREES) break
  }
  return guess
}

function wave(x: number, ...terms: readonly (readonly [amplitude: number, frequency: number])[]): number {
  return terms.reduce((sum, [amplitude, frequency]) => sum + amplitude * Math.sin(frequency * x * Math.PI), 0)
}

/** Metres, before scaling to the parallel. */
function eastShift(x: number, y: number): number {
  const trend = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x))
  return trend + (2 / 3) * wave(x, [20, 6], [20, 2], [20, 1], [40, 1 / 3], [150, 1 / 12], [300, 1 / 30])
}

/** Metres, before scaling to the meridian. */
function northShift(x: number, y: number): number {
  const trend = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x))
  const ripples = wave(x, [20, 6], [20, 2]) + wave(y, [20, 1], [40, 1 / 3], [160, 1 / 12], [320, 1 / 30])
  return trend + (2 / 3) * ripples
}
