import type { PlaceCount, PlaceCounts } from '../contract/statistics.ts'
import { countedDepth, segments } from './facts.ts'
import type { DueRow, PlaceRow } from './read.ts'

export interface PlaceName {
  readonly name: string
  readonly point: { readonly lon: number; readonly lat: number } | null
}

interface Fold {
  readonly rows: readonly PlaceRow[]
  readonly due: readonly DueRow[]
  /** 2 = districts, 3 = townships. */
  readonly depth: number
  readonly describePlace: (path: string) => PlaceName | undefined
}

/** The level to show below a place: districts of a city, townships of a district, the township itself. */
export function levelBelow(place: string | undefined): number {
  return Math.min(countedDepth, (place === undefined ? 1 : segments(place).length) + 1)
}

/** Adds up by place at one depth; of cases above that depth nothing smaller is known. */
export function foldPlaces({ rows, due, depth, describePlace }: Fold): PlaceCounts {
  const at = (path: string) => segments(path).slice(0, depth).join('/')
  const isAbove = (path: string) => segments(path).length < depth
  const open = new Map<string, number>()
  for (const r of rows.filter((row) => !isAbove(row.place)))
    open.set(at(r.place), (open.get(at(r.place)) ?? 0) + r.open)
  const overdue = new Map<string, number>()
  for (const r of due.filter((row) => !isAbove(row.place)))
    overdue.set(at(r.place), (overdue.get(at(r.place)) ?? 0) + r.overdue)
  const places = [...open].map(([place, n]): PlaceCount => {
    const known = describePlace(place)
    return {
      place,
      name: known?.name ?? place,
      point: known?.point ?? null,
      open: n,
      overdue: overdue.get(place) ?? 0,
    }
  })
  return {
    level: depth === 2 ? 'district' : 'township',
    places: places.sort((a, b) => b.open - a.open || (a.place < b.place ? -1 : 1)),
    unlocated: rows.filter((r) => isAbove(r.place)).reduce((n, r) => n + r.open, 0),
  }
}
