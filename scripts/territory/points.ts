import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { contains, gcj02ToWgs84, type Point, type Shape } from '#kernel/geo'
import { roundTo } from './write.ts'

/** Columns of Vonng/adcode: code, parent, name, level, …, longitude, latitude. */
const [CODE, NAME, LON, LAT] = [0, 2, 12, 13] as const
/** No source gives 香炉山街道 a point: it lies between 西永街道 and 曾家镇, so we take the middle. */
const ESTIMATED = { code: '500106020', between: ['500106017', '500106108'] } as const

export type TownshipPoint = Point & { readonly source: 'adcode' | 'estimated' }

/** Centre points of the townships that kept code and name since 2016 and lie in their own district. */
export function makeTownshipPoints(
  folder: string,
  names: ReadonlyMap<string, string>,
  districts: ReadonlyMap<string, Shape>,
) {
  const points = new Map<string, TownshipPoint>()
  let matched = 0
  const outside: string[] = []
  for (const { code, name, gcj02 } of readPoints(folder)) {
    if (names.get(code) !== name) continue
    matched += 1
    const point = gcj02ToWgs84(gcj02)
    if (contains(districts.get(code.slice(0, 6)) ?? [], point)) {
      points.set(code, { lon: roundTo(6, point.lon), lat: roundTo(6, point.lat), source: 'adcode' })
    } else outside.push(name)
  }
  points.set(ESTIMATED.code, middleOf(points))
  const rows = [...points].sort(([a], [b]) => (a < b ? -1 : 1))
  const lines = rows.map(([code, { lon, lat, source }]) => `${code},${lon},${lat},${source}`)
  return {
    points,
    csv: ['code,lon,lat,source', ...lines].join('\n').concat('\n'),
    figures: { pointsMatched: matched, pointsOutside: outside.join(' '), pointsKept: points.size },
  }
}

function readPoints(folder: string): { code: string; name: string; gcj02: Point }[] {
  const lines = readdirSync(folder).flatMap((file) =>
    readFileSync(path.join(folder, file), 'utf8').split(/\r?\n/),
  )
  return lines.flatMap((line) => {
    const cells = line.split(',')
    const [code = '', name = '', lon = '', lat = ''] = [cells[CODE], cells[NAME], cells[LON], cells[LAT]]
    const isTownship = /^\d{9}000$/.test(code) && !code.endsWith('000000')
    if (!isTownship || lon === '' || lat === '') return []
    // The 2016 list writes 观音桥街道办事处 (the office) for 观音桥街道.
    return [
      {
        code: code.slice(0, 9),
        name: name.replace(/办事处$/, ''),
        gcj02: { lon: Number(lon), lat: Number(lat) },
      },
    ]
  })
}

function middleOf(points: ReadonlyMap<string, TownshipPoint>): TownshipPoint {
  const [one, other] = ESTIMATED.between.map((code) => points.get(code))
  if (one === undefined || other === undefined) throw new Error('A neighbour of 香炉山街道 has no point')
  return {
    lon: roundTo(6, (one.lon + other.lon) / 2),
    lat: roundTo(6, (one.lat + other.lat) / 2),
    source: 'estimated',
  }
}
