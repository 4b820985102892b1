import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import {
  buildPlaceIndex,
  type Crs,
  distanceBetween,
  innerPointOf,
  type PlaceIndex,
  type Point,
  type Polygon,
  type Shape,
} from '#kernel/geo'
import {
  type GridCell,
  type GridImport,
  GridImportRow,
  type LocatedPlace,
  ManagementArea,
  type NameMatch,
  type Place,
} from './contract.ts'
import {
  checkGrids,
  codeOf,
  commonPath,
  communityName,
  districtCodeOf,
  isWithin,
  kindOf,
  levelOf,
  makeNameBook,
  parentCode,
  placePath,
  placesOf,
  reckonPlaces,
} from './rules.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../../data/territory')

/** Cells in which to place points: the index and what it was built from. */
export type GridIndex = { readonly cells: ReadonlyMap<string, GridCell>; readonly index: PlaceIndex }

type Layer = {
  readonly features: readonly {
    readonly properties: Readonly<Record<string, unknown>>
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: Polygon }
      | { readonly type: 'MultiPolygon'; readonly coordinates: Shape }
  }[]
}

/** Each part is read once, when first asked for. */
const officialNames = once(() => readPairs('divisions.csv'))
const englishNames = once(() => readPairs('districts-en.csv'))
const managementAreas = once(() =>
  z.array(ManagementArea).parse(JSON.parse(readText('management-areas.json'))),
)
const nameBook = once(() => makeNameBook(officialNames(), managementAreas()))
const codesByParent = once(() => groupByParent(officialNames().keys()))
const districts = once(() => {
  const features = readShapes('districts.geojson')
  const centers = features.map(({ properties: { code, center } }) => {
    const [lon, lat] = Array.isArray(center) ? center : []
    return [String(code), toPoint(lon, lat)] as const
  })
  const index = buildPlaceIndex(
    features.map(({ properties, shape }) => ({ id: String(properties.code), shape })),
  )
  return { centers: new Map(centers), index }
})
const townshipPoints = once(
  () =>
    new Map(
      readRows('township-points.csv').map((line) => {
        const [code = '', lon, lat, source] = line.split(',')
        return [code, { point: toPoint(lon, lat), isEstimated: source === 'estimated' }]
      }),
    ),
)
const demoGrids = once(() =>
  makeGridIndex(
    readShapes('demo-grids.geojson').map(({ properties, shape }) => ({
      ...GridImportRow.parse(properties),
      shape,
      synthetic: true,
    })),
  ),
)

/** The place with this code; throws RangeError when there is none. Knows divisions and the demo's grid cells. */
export function getPlace(code: string): Place {
  const place = findPlace(code)
  if (place === undefined) throw new RangeError(`Unknown place: ${code}`)
  return place
}

export function findPlace(code: string): Place | undefined {
  const officialName = officialNames().get(code)
  if (officialName !== undefined) return divisionPlace(code, officialName)
  const cell = demoGrids().cells.get(code)
  return cell === undefined ? undefined : gridPlace(cell)
}

/** The places one level down, by code: down to communities, and to the grid cells where the demo has some. */
export function children(path: string): Place[] {
  const code = codeOf(path)
  if (levelOf(code) !== 'community') return (codesByParent().get(code) ?? []).map(getPlace)
  return [...demoGrids().cells.values()].filter((cell) => cell.communityCode === code).map(gridPlace)
}

export function listManagementAreas(): readonly ManagementArea[] {
  return managementAreas()
}

/** The paths that a division code or a management area code stands for. Throws RangeError on an unknown one. */
export function listPlacesOf(code: string): string[] {
  return placesOf(code, managementAreas())
}

/**
 * Finds the district, township or community that an address names, as 九龙坡区白市驿镇三多桥村. `within` (a division
 * or management area code) says where the speaker is: names elsewhere are not considered.
 */
export function findPlaceByName(text: string, within?: string): NameMatch {
  const paths = within === undefined ? undefined : listPlacesOf(within)
  const isAllowed = paths === undefined ? undefined : (code: string) => isWithin(placePath(code), paths)
  const { codes, basis, area, mentions } = reckonPlaces(text, nameBook(), isAllowed)
  const found = codes.length > 0 ? codes : (area?.townships ?? [])
  const common = commonPath(found.map(placePath))
  const candidates = found.map(getPlace)
  return {
    place: candidates.length === 1 ? candidates[0] : undefined,
    candidates,
    commonPlace: common === undefined ? undefined : getPlace(codeOf(common)),
    area,
    basis,
    mentions,
  }
}

/**
 * The smallest known place that holds a WGS-84 point: the grid cell of the given layer (the demo's, if none);
 * else the township whose point lies nearest within the same district, marked `estimated`, since no township
 * borders are public; else the district. Undefined outside the city.
 */
export function locate(point: Point, grids: GridIndex = demoGrids()): LocatedPlace | undefined {
  const cell = grids.cells.get(grids.index.locate(point) ?? '')
  if (cell !== undefined) return { place: gridPlace(cell), estimated: false }
  const districtCode = districts().index.locate(point)
  if (districtCode === undefined) return undefined
  const township = nearestTownship(point, districtCode)
  return township === undefined
    ? { place: getPlace(districtCode), estimated: false }
    : { place: getPlace(township), estimated: true }
}

/** Checks a customer's grid layer; saves nothing. */
export function importGrids(geojson: unknown, crs: Crs): GridImport {
  return checkGrids(geojson, crs, {
    hasCommunity: (code) => code.length === 12 && officialNames().has(code),
    findDistrict: (point) => districts().index.locate(point),
  })
}

/** Makes the layer that `locate` takes from accepted cells. */
export function makeGridIndex(cells: readonly GridCell[]): GridIndex {
  return {
    cells: new Map(cells.map((cell) => [cell.code, cell])),
    index: buildPlaceIndex(cells.map(({ code, shape }) => ({ id: code, shape }))),
  }
}

/** The demo's synthetic cells: 演示划分，非行政边界. */
export function listDemoGrids(): readonly GridCell[] {
  return [...demoGrids().cells.values()]
}

function divisionPlace(code: string, officialName: string): Place {
  const level = levelOf(code)
  const township = townshipPoints().get(code)
  const point = level === 'district' ? districts().centers.get(code) : township?.point
  const nameEn = englishNames().get(code)
  const districtCode = districtCodeOf(code)
  return {
    path: placePath(code),
    code,
    name: level === 'community' ? communityName(officialName) : officialName,
    level,
    kind: kindOf(code, officialName),
    ...(nameEn === undefined ? {} : { nameEn }),
    ...(districtCode === undefined ? {} : { districtCode }),
    ...(point === undefined ? {} : { point }),
    ...(township?.isEstimated ? { isPointEstimated: true } : {}),
  }
}

function gridPlace({ code, name, shape, synthetic }: GridCell): Place {
  return {
    path: placePath(code),
    code,
    name,
    level: 'grid',
    kind: 'grid-cell',
    districtCode: code.slice(0, 6),
    point: innerPointOf(shape),
    ...(synthetic ? { synthetic } : {}),
  }
}

function nearestTownship(point: Point, districtCode: string): string | undefined {
  let best: { code: string; metres: number } | undefined
  for (const code of codesByParent().get(districtCode) ?? []) {
    const township = townshipPoints().get(code)
    if (township === undefined) continue
    const metres = distanceBetween(point, township.point)
    if (best === undefined || metres < best.metres) best = { code, metres }
  }
  return best?.code
}

function groupByParent(codes: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const code of codes) {
    const parent = parentCode(code)
    if (parent === undefined) continue
    const group = groups.get(parent)
    if (group === undefined) groups.set(parent, [code])
    else group.push(code)
  }
  return groups
}

/** The rows below the heading. No field in these files holds a comma or a quotation mark. */
function readRows(file: string): string[] {
  return readText(file).trimEnd().split('\n').slice(1)
}

/** A table of two columns. */
function readPairs(file: string): Map<string, string> {
  return new Map(
    readRows(file).map((line) => {
      const comma = line.indexOf(',')
      return [line.slice(0, comma), line.slice(comma + 1)]
    }),
  )
}

/** Our own layers, made by scripts/territory.ts and checked whole by a test, so they are not checked at each start. */
function readShapes(file: string): { properties: Readonly<Record<string, unknown>>; shape: Shape }[] {
  const { features } = JSON.parse(readText(file)) as Layer
  return features.map(({ properties, geometry }) => ({
    properties,
    shape: geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
  }))
}

function readText(file: string): string {
  return readFileSync(path.join(FOLDER, file), 'utf8')
}

function toPoint(lon: unknown, lat: unknown): Point {
  return { lon: Number(lon), lat: Number(lat) }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
