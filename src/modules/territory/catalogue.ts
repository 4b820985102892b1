import { type Crs, distanceBetween, type Point } from '#kernel/geo'
import type {
  GridCell,
  GridImport,
  LocatedPlace,
  ManagementArea,
  NameMatch,
  Place,
  TownshipImport,
} from './contract.ts'
import { bordersInForce, type GridIndex, gridsInForce, type IndexedCell } from './grids.ts'
import {
  codesByParent,
  demoCells,
  districts,
  englishNames,
  managementAreas,
  nameBook,
  officialNames,
  townshipPoints,
} from './reference.ts'
import {
  checkGrids,
  checkTownships,
  codeOf,
  commonPath,
  communityName,
  districtCodeOf,
  isWithin,
  kindOf,
  levelOf,
  placePath,
  placesOf,
  reckonPlaces,
} from './rules.ts'

/** The place with this code; throws RangeError when there is none. Knows divisions and the grid cells in force. */
export function getPlace(code: string): Place {
  const place = findPlace(code)
  if (place === undefined) throw new RangeError(`Unknown place: ${code}`)
  return place
}

export function findPlace(code: string): Place | undefined {
  const officialName = officialNames().get(code)
  if (officialName !== undefined) return divisionPlace(code, officialName)
  const cell = gridsInForce().cells.get(code)
  return cell === undefined ? undefined : gridPlace(cell)
}

/** The places one level down, by code: down to communities, and to the grid cells where some are in force. */
export function children(path: string): Place[] {
  const code = codeOf(path)
  if (levelOf(code) !== 'community') return (codesByParent().get(code) ?? []).map(getPlace)
  const { cells, byCommunity } = gridsInForce()
  return (byCommunity.get(code) ?? []).flatMap((one) => cells.get(one) ?? []).map(gridPlace)
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
 * The smallest known place that holds a WGS-84 point: the grid cell of the given layer (the one in force, if none);
 * else the township whose imported border holds it; else the township without a border whose point lies nearest
 * within the same district, marked `estimated`; else the district. Undefined outside the city.
 */
export function locate(point: Point, grids: GridIndex = gridsInForce()): LocatedPlace | undefined {
  const cell = grids.cells.get(grids.index.locate(point) ?? '')
  if (cell !== undefined) return { place: gridPlace(cell), estimated: false }
  const bordered = bordersInForce().index.locate(point)
  if (bordered !== undefined) return { place: getPlace(bordered), estimated: false }
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

/** Checks a customer's township borders; saves nothing. */
export function importTownships(geojson: unknown, crs: Crs): TownshipImport {
  return checkTownships(geojson, crs, {
    hasTownship: (code) => code.length === 9 && officialNames().has(code),
    findDistrict: (point) => districts().index.locate(point),
  })
}

/** The demo's synthetic cells: 演示划分，非行政边界. */
export function listDemoGrids(): readonly GridCell[] {
  return demoCells()
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

function gridPlace({ code, name, point, synthetic }: IndexedCell): Place {
  return {
    path: placePath(code),
    code,
    name,
    level: 'grid',
    kind: 'grid-cell',
    districtCode: code.slice(0, 6),
    point,
    ...(synthetic ? { synthetic } : {}),
  }
}

/** A township whose border is known is no candidate: the point would lie in it. */
function nearestTownship(point: Point, districtCode: string): string | undefined {
  const { codes: bordered } = bordersInForce()
  let best: { code: string; metres: number } | undefined
  for (const code of codesByParent().get(districtCode) ?? []) {
    const township = townshipPoints().get(code)
    if (township === undefined || bordered.has(code)) continue
    const metres = distanceBetween(point, township.point)
    if (best === undefined || metres < best.metres) best = { code, metres }
  }
  return best?.code
}
