import type { Counts } from './counting.ts'
import type { SeriesState } from './rules.ts'
import type { Place } from './store.ts'

/** The series of one resource, or of a part of its objects, and how far its feed has been read. */
export interface Memory {
  readonly series: Map<string, Map<string, SeriesState>>
  /** Series that changed since they were saved. */
  readonly dirty: Map<string, Set<string>>
  /** How far states reach that have seen more than the part has read: there was another number of parts. */
  readonly ahead: Map<SeriesState, Place>
  readonly counts: ReadonlyMap<string, Counts>
  reached: Place
  saved: Place
  savedAt: number
  heldAt: number
  /** By the platform's clock: when silent objects were last looked for. */
  listenedAt: number
}

/** Whether the state has seen the row before there was this number of parts. */
export function hasSeen(m: Memory, series: SeriesState, row: Place): boolean {
  const reached = m.ahead.get(series)
  if (reached === undefined) return false
  if (!isAfter(row, reached)) return true
  m.ahead.delete(series)
  return false
}

export function isAfter(a: Place, b: Place): boolean {
  return a.tx === b.tx ? BigInt(a.seq) > BigInt(b.seq) : BigInt(a.tx) > BigInt(b.tx)
}

export function isMoved(m: Memory): boolean {
  return m.reached !== m.saved || m.dirty.size > 0
}

export function seriesOf(series: Memory['series'], watch: string): Map<string, SeriesState> {
  const known = series.get(watch)
  if (known !== undefined) return known
  const fresh = new Map<string, SeriesState>()
  series.set(watch, fresh)
  return fresh
}

export function mark(m: Memory, watch: string, object: string): void {
  const known = m.dirty.get(watch)
  if (known === undefined) m.dirty.set(watch, new Set([object]))
  else known.add(object)
}

export function dirtyOf(m: Memory): number {
  return [...m.dirty.values()].reduce((n, s) => n + s.size, 0)
}
