import type { Hierarchy } from './types.ts'

const root = '*'

/** A hierarchy as a table, a line per value from level 0 up; the form that ARX reads and writes. A value that is not listed goes to '*' at once. */
export function hierarchyOf(lines: readonly (readonly string[])[]): Hierarchy {
  const ways = new Map(lines.map((line) => [line[0] ?? '', line]))
  const levels = lines[0]?.length ?? 2
  return (value) => ways.get(value) ?? unknownWay(value, levels)
}

/** No hierarchy of its own: as it is, or nothing. */
export const keepOrHide: Hierarchy = (value) => [value, root]

function unknownWay(value: string, levels: number): string[] {
  return [value, ...Array.from({ length: levels - 1 }, () => root)]
}

/** Lower end of the band of `width` years, as '1990-1994'. */
function band(year: number, width: number): string {
  const from = Math.floor(year / width) * width
  return `${from}-${from + width - 1}`
}

/** ID card (18 digits): district and birth year → prefecture and birth decade → province → '*'. Six levels would tell no more. */
export const idNumberHierarchy: Hierarchy = (value) => {
  const parts = /^(\d{2})(\d{2})(\d{2})(\d{4})\d{7}[\dXx]$/.exec(value)
  if (!parts) return unknownWay(value, 5)
  const [, province = '', prefecture = '', district = '', year = ''] = parts
  return [
    value,
    `${province}${prefecture}${district} ${year}`,
    `${province}${prefecture} ${band(Number(year), 10)}`,
    province,
    root,
  ]
}

/** Birth date '1990-05-17' (also 19900517, 1990/5/17, 1990年5月17日): month → year → 5 years → 10 years → '*'. */
export const birthDateHierarchy: Hierarchy = (value) => {
  const parts = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(value)
  if (!parts) return unknownWay(value, 6)
  const [, year = '', month = ''] = parts
  return [
    value,
    `${year}-${month.padStart(2, '0')}`,
    year,
    band(Number(year), 5),
    band(Number(year), 10),
    root,
  ]
}

/** Age in years: 5 years → 10 years → 20 years → '*'. */
export const ageHierarchy: Hierarchy = (value) => {
  if (!/^\d{1,3}$/.test(value)) return unknownWay(value, 5)
  const age = Number(value)
  return [value, band(age, 5), band(age, 10), band(age, 20), root]
}

/** Mobile number: the seven digits of network and exchange → the three of the network → '*'. */
export const phoneHierarchy: Hierarchy = (value) => {
  const digits = value.replace(/[\s-]/g, '')
  return /^1[3-9]\d{9}$/.test(digits)
    ? [value, digits.slice(0, 7), digits.slice(0, 3), root]
    : unknownWay(value, 4)
}

/** Codes from the city down joined by slashes ('50/500107/500107103/500107103005'): community → township → district → city → '*'. */
export const placePathHierarchy: Hierarchy = (value) => {
  const codes = value.split('/')
  return [value, ...[4, 3, 2, 1].map((n) => codes.slice(0, n).join('/')), root]
}

/** Chinese address in words: community → township → district → '*'; a level that the address does not name is that above it. */
export const addressHierarchy: Hierarchy = (value) => {
  const district = /^.{0,30}?[区县旗](?!域)|^.{2,12}?市(?!.{0,12}?[区县旗])/u.exec(value)?.[0]
  if (district === undefined) return unknownWay(value, 5)
  const rest = value.slice(district.length)
  const township = /^.{1,10}?(?:街道|镇|乡)/u.exec(rest)?.[0] ?? ''
  const community = /^.{1,10}?(?:社区|村|居委会)/u.exec(rest.slice(township.length))?.[0] ?? ''
  // Joined by blanks, so that two ways never meet by chance and part again above.
  const way = (...names: string[]) => names.filter((name) => name !== '').join(' ')
  return [value, way(district, township, community), way(district, township), district, root]
}
