import type { CaseRow } from '#kernel/cases/contract'

export interface Position {
  readonly lon: number
  readonly lat: number
}

export interface Task {
  readonly row: CaseRow
  /** Metres from here; null where the case or the phone has no position. */
  readonly distance: number | null
}

/** What still needs somebody on site or at a desk; answered cases wait for the resident. */
export const taskStates = ['submitted', 'classified', 'dispatched', 'accepted', 'handled'] as const

const earthRadius = 6_371_000
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance in metres (haversine). */
export function distanceBetween(a: Position, b: Position): number {
  const dLat = radians(b.lat - a.lat)
  const dLon = radians(b.lon - a.lon)
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** By distance from here, those without a position last; without a position here, by deadline. */
export function orderTasks(rows: readonly CaseRow[], here: Position | null): Task[] {
  const tasks = rows.map(
    (row): Task => ({
      row,
      distance: here === null || row.point === null ? null : distanceBetween(here, row.point),
    }),
  )
  const farther = (task: Task) => task.distance ?? Number.POSITIVE_INFINITY
  const isNearer = (a: Task, b: Task) => (farther(a) === farther(b) ? 0 : farther(a) - farther(b))
  return tasks.toSorted((a, b) => isNearer(a, b) || byDue(a.row, b.row))
}

function byDue(a: CaseRow, b: CaseRow): number {
  if (a.due === b.due) return a.number.localeCompare(b.number)
  if (a.due === null) return 1
  return b.due === null ? -1 : Date.parse(a.due) - Date.parse(b.due)
}

/** 347 m as 350 m, 12,480 m as 12 km: as exact as a phone's position is. */
export function roundDistance(metres: number): { unit: 'm' | 'km'; value: string } {
  if (metres < 995) return { unit: 'm', value: String(Math.max(10, Math.round(metres / 10) * 10)) }
  return { unit: 'km', value: metres < 9950 ? (metres / 1000).toFixed(1) : String(Math.round(metres / 1000)) }
}
