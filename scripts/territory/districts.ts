import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  areaOf,
  contains,
  gcj02ToWgs84,
  hasSelfIntersection,
  type Point,
  type Position,
  type Ring,
  type Shape,
} from '#kernel/geo'
import { collectionText, roundTo } from './write.ts'

const PACKAGE = 'echarts@4.9.0'
const MAP_FILE = 'package/map/json/province/chongqing.json'
/** The map file keeps the county codes from before both became districts in 2016. */
const RENAMED: Readonly<Record<string, string>> = { '500228': '500155', '500232': '500156' }

type EncodedFeature = {
  id: string
  properties: { cp: [number, number] }
  geometry:
    | { type: 'Polygon'; coordinates: string[]; encodeOffsets: [number, number][] }
    | { type: 'MultiPolygon'; coordinates: string[][]; encodeOffsets: [number, number][][] }
}

/** District borders from the echarts map, decoded, converted from GCJ-02 to WGS-84. */
export async function makeDistricts(names: ReadonlyMap<string, string>) {
  const shapes = new Map<string, Shape>()
  const features = fetchMap()
    .map((encoded) => ({ encoded, code: RENAMED[encoded.id] ?? encoded.id }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ encoded, code }) => {
      const name = names.get(code)
      if (name === undefined) throw new Error(`${code} is no district`)
      const shape = decodeShape(encoded.geometry)
      shapes.set(code, shape)
      const seat = toWgs84(encoded.properties.cp)
      const center = contains(shape, { lon: seat[0], lat: seat[1] }) ? { center: seat } : {}
      return {
        type: 'Feature',
        properties: { code, name, ...center },
        geometry: { type: 'MultiPolygon', coordinates: shape },
      }
    })
  const missing = [...names.keys()].filter((code) => code.length === 6 && !shapes.has(code))
  if (missing.length > 0) throw new Error(`No border for ${missing.join(', ')}`)
  const about = { source: `npm ${PACKAGE}, Apache-2.0`, crs: 'WGS84' }
  const square = [...shapes.values()].reduce((sum, shape) => sum + areaOf(shape), 0) / 1e6
  return {
    shapes,
    geojson: collectionText(about, features),
    figures: { borders: shapes.size, areaKm2: Math.round(square), centers: countCenters(features) },
  }
}

function countCenters(features: readonly { properties: { center?: Position } }[]): number {
  return features.filter((feature) => feature.properties.center !== undefined).length
}

function fetchMap(): EncodedFeature[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'territory-'))
  try {
    execFileSync('npm', ['pack', PACKAGE, '--silent', '--pack-destination', folder], { cwd: folder })
    execFileSync('tar', ['xzf', 'echarts-4.9.0.tgz', MAP_FILE], { cwd: folder })
    return JSON.parse(readFileSync(path.join(folder, MAP_FILE), 'utf8')).features
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Islets that the coarse raster of the map (1/1024 degree) has flattened to a line are dropped. */
function decodeShape(geometry: EncodedFeature['geometry']): Shape {
  if (geometry.type === 'Polygon') return [decodePolygon(geometry.coordinates, geometry.encodeOffsets)]
  return geometry.coordinates
    .map((polygon, index) => decodePolygon(polygon, geometry.encodeOffsets[index] ?? []))
    .filter((polygon) => areaOf([polygon]) > 0)
}

function decodePolygon(rings: readonly string[], offsets: readonly [number, number][]): Ring[] {
  return rings.map((ring, index) =>
    withoutLoops(closed(decodeRing(ring, offsets[index] ?? [0, 0]).map(toWgs84))),
  )
}

/**
 * The raster lets one border of the 38 cross itself in a loop of a few points (开州区): the loop is cut off
 * by leaving out the fewest points. Throws when eight are not enough: that would be no rounding.
 */
function withoutLoops(ring: Ring): Ring {
  if (!hasSelfIntersection(ring)) return ring
  for (let gap = 1; gap <= 8; gap += 1) {
    for (let at = 1; at + gap < ring.length; at += 1) {
      const shorter = [...ring.slice(0, at), ...ring.slice(at + gap)]
      if (!hasSelfIntersection(shorter)) return shorter
    }
  }
  throw new Error(`A border crosses itself near ${ring[0]}`)
}

/** The echarts 4 encoding: zigzag differences in 1/1024 degree, one character each, shifted by 64. */
function decodeRing(text: string, [startX, startY]: [number, number]): [number, number][] {
  const positions: [number, number][] = []
  let [x, y] = [startX, startY]
  for (let at = 0; at + 1 < text.length; at += 2) {
    x += unzigzag(text.charCodeAt(at) - 64)
    y += unzigzag(text.charCodeAt(at + 1) - 64)
    positions.push([x / 1024, y / 1024])
  }
  return positions
}

const unzigzag = (value: number): number => (value >> 1) ^ -(value & 1)

function toWgs84([lon, lat]: [number, number]): Position {
  const point: Point = gcj02ToWgs84({ lon, lat })
  return [roundTo(5, point.lon), roundTo(5, point.lat)]
}

function closed(ring: Ring): Ring {
  const [first, last] = [ring[0], ring.at(-1)]
  if (first === undefined || last === undefined) throw new Error('Empty ring')
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first]
}
