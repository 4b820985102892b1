import { readFileSync } from 'node:fs'
import { areaOf, type Point, type Position, type Shape } from '#kernel/geo'
import { communityName } from '#modules/territory/rules'
import { areaOfLand, cut, type Land, type Spot, spanAlong } from './plane.ts'
import { collectionText, roundTo } from './write.ts'

const LABEL = '演示划分，非行政边界'
/** A township's land ends here at the latest, where no other township's point is near. */
const REACH_M = 5_000
const REACH_SIDES = 24
/** Residents' committees are denser than villages, so they get more cells; both lie within the usual 3 to 6. */
const CELLS = { residents: 6, village: 4 } as const
const METRES_PER_DEGREE = 111_195
/** Amid the ten townships. One plane for all of them, so that neighbours meet exactly. */
const ORIGIN: Point = { lon: 106.34, lat: 29.53 }
const EAST_SCALE = Math.cos((ORIGIN.lat * Math.PI) / 180)

/**
 * Synthetic grid cells for the demo. A township is the part of its district nearer to its point than to
 * that of any other township of the district (Voronoi, at most 5 km away), cut into equal communities, each cut into equal cells.
 * The pieces tile without gaps, and none of these lines is a real border.
 */
export function makeDemoGrids(
  areasFile: string,
  names: ReadonlyMap<string, string>,
  points: ReadonlyMap<string, Point>,
  districts: ReadonlyMap<string, Shape>,
) {
  const [area] = JSON.parse(readFileSync(areasFile, 'utf8')) as { townships: string[] }[]
  const townships = (area?.townships ?? []).map((code) => {
    const neighbours = [...points]
      .filter(([other]) => other !== code && other.startsWith(code.slice(0, 6)))
      .map(([, point]) => toPlane(point))
    const district = (districts.get(code.slice(0, 6)) ?? []).map(([border = []]) =>
      border.slice(1).map(([lon, lat]) => toPlane({ lon, lat })),
    )
    return { code, outline: landOf(toPlane(getPoint(points, code)), neighbours, district) }
  })
  const grids = townships.flatMap((township) => gridFeatures(township, names))
  const outlines = townships.map(({ code, outline }) =>
    feature({ code, name: names.get(code) ?? '', synthetic: true, label: LABEL }, shapeOf(outline)),
  )
  const km2 = townships.reduce((sum, { outline }) => sum + areaOf(shapeOf(outline)), 0) / 1e6
  const about = { source: `${LABEL}（scripts/territory/grids.ts）`, crs: 'WGS84' }
  return {
    grids: collectionText(about, grids),
    townships: collectionText(about, outlines),
    figures: { demoTownships: townships.length, demoCells: grids.length, demoKm2: Math.round(km2) },
  }
}

function getPoint(points: ReadonlyMap<string, Point>, code: string): Point {
  const point = points.get(code)
  if (point === undefined) throw new Error(`${code} has no point`)
  return point
}

function gridFeatures(township: { code: string; outline: Land }, names: ReadonlyMap<string, string>) {
  const communities = [...names].filter(([code]) => code.length === 12 && code.startsWith(township.code))
  const grounds = cutEqually(township.outline, communities.length)
  return communities.flatMap(([communityCode, officialName], index) => {
    const count = officialName.endsWith('村民委员会') ? CELLS.village : CELLS.residents
    return cutEqually(grounds[index] ?? [], count).map((piece, cell) => {
      const properties = {
        code: `${communityCode}G${String(cell + 1).padStart(2, '0')}`,
        name: `${communityName(officialName)}第${cell + 1}网格`,
        communityCode,
        synthetic: true,
      }
      return feature(properties, shapeOf(piece))
    })
  })
}

function feature(properties: Readonly<Record<string, string | boolean>>, shape: Shape) {
  const geometry =
    shape.length === 1
      ? { type: 'Polygon', coordinates: shape[0] }
      : { type: 'MultiPolygon', coordinates: shape }
  return { type: 'Feature', properties, geometry }
}

/** The land of the district nearer to the centre than to any other point, within reach. */
function landOf([centreX, centreY]: Spot, others: readonly Spot[], district: Land): Land {
  let land = district
  for (let side = 0; side < REACH_SIDES; side += 1) {
    const angle = (side / REACH_SIDES) * 2 * Math.PI
    const normal: Spot = [Math.cos(angle), Math.sin(angle)]
    land = cut(land, normal, normal[0] * centreX + normal[1] * centreY + REACH_M)
  }
  for (const [x, y] of others) {
    const limit = (x * x + y * y - centreX * centreX - centreY * centreY) / 2
    land = cut(land, [x - centreX, y - centreY], limit)
  }
  return land
}

/** Cuts a piece into n pieces of equal area, always across its long side. */
function cutEqually(piece: Land, n: number): Land[] {
  if (n <= 1) return [piece]
  const near = Math.floor(n / 2)
  const normal = longSide(piece)
  const wanted = (areaOfLand(piece) * near) / n
  let [low, high] = spanAlong(piece, normal)
  // 50 halvings of some kilometres end far below a millimetre.
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2
    if (areaOfLand(cut(piece, normal, middle)) < wanted) low = middle
    else high = middle
  }
  const opposite: Spot = [-normal[0], -normal[1]]
  return [...cutEqually(cut(piece, normal, low), near), ...cutEqually(cut(piece, opposite, -low), n - near)]
}

/** Along the long side of the tightest of 18 turned boxes: across it, pieces stay near to rectangles. */
function longSide(piece: Land): Spot {
  const length = (direction: Spot) => {
    const [low, high] = spanAlong(piece, direction)
    return high - low
  }
  const boxes = Array.from({ length: 18 }, (_, index) => {
    const angle = (index / 18) * (Math.PI / 2)
    const sides: [Spot, Spot] = [
      [Math.cos(angle), Math.sin(angle)],
      [-Math.sin(angle), Math.cos(angle)],
    ]
    const [width, height] = [length(sides[0]), length(sides[1])]
    return { area: width * height, direction: width >= height ? sides[0] : sides[1] }
  })
  return boxes.reduce((best, box) => (box.area < best.area ? box : best)).direction
}

function toPlane({ lon, lat }: Point): Spot {
  return [(lon - ORIGIN.lon) * METRES_PER_DEGREE * EAST_SCALE, (lat - ORIGIN.lat) * METRES_PER_DEGREE]
}

function shapeOf(land: Land): Shape {
  return land.map((piece) => {
    const ring = piece.map(
      ([x, y]): Position => [
        roundTo(6, ORIGIN.lon + x / METRES_PER_DEGREE / EAST_SCALE),
        roundTo(6, ORIGIN.lat + y / METRES_PER_DEGREE),
      ],
    )
    return [[...ring, ...ring.slice(0, 1)]]
  })
}
