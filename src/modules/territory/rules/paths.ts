import type { ManagementArea, PlaceLevel } from '../contract.ts'

const LENGTHS = [2, 6, 9, 12, 15] as const
const LEVEL_BY_LENGTH: Readonly<Record<number, PlaceLevel>> = {
  2: 'city',
  6: 'district',
  9: 'township',
  12: 'community',
  15: 'grid',
}
const CODE_FORM = /^(?:\d{2}|\d{6}|\d{9}|\d{12}(?:[0-9A-Z]{3})?)$/

/** The level of a code by its length. Throws RangeError on anything that is no place code. */
export function levelOf(code: string): PlaceLevel {
  const level = LEVEL_BY_LENGTH[code.length]
  if (level === undefined || !CODE_FORM.test(code)) throw new RangeError(`Not a place code: ${code}`)
  return level
}

export function isPlaceCode(code: string): boolean {
  return CODE_FORM.test(code)
}

/** `50/500107/500107103` for 500107103: a place lies below another when its path begins with the other's. */
export function placePath(code: string): string {
  levelOf(code)
  return LENGTHS.filter((length) => length <= code.length)
    .map((length) => code.slice(0, length))
    .join('/')
}

/** The code at the end of a path. */
export function codeOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The path one level up; undefined for the city. */
export function parentPath(path: string): string | undefined {
  const end = path.lastIndexOf('/')
  return end === -1 ? undefined : path.slice(0, end)
}

/** The code one level up; undefined for the city. Looks at the length only, so that thousands are quick. */
export function parentCode(code: string): string | undefined {
  const length = LENGTHS.findLast((one) => one < code.length)
  return length === undefined ? undefined : code.slice(0, length)
}

/** The district code in a place code; undefined for the city. */
export function districtCodeOf(code: string): string | undefined {
  return code.length >= 6 ? code.slice(0, 6) : undefined
}

export function isAreaCode(code: string): boolean {
  return code.startsWith('area:')
}

/**
 * The place paths that a code stands for: one for a division, the townships for a management area. Throws
 * RangeError when the area is not listed or the code is none.
 */
export function placesOf(code: string, areas: readonly ManagementArea[]): string[] {
  if (!isAreaCode(code)) return [placePath(code)]
  const area = areas.find((one) => one.code === code)
  if (area === undefined) throw new RangeError(`Unknown management area: ${code}`)
  return area.townships.map(placePath)
}

/** Is the path one of these places or below one of them? */
export function isWithin(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || path.startsWith(`${place}/`))
}

/** The path of the smallest place that holds them all; undefined when there is none. */
export function commonPath(paths: readonly string[]): string | undefined {
  const [first, ...others] = paths
  let path = first
  while (path !== undefined && !others.every((other) => isWithin(other, path === undefined ? [] : [path]))) {
    path = parentPath(path)
  }
  return path
}
