import type { Schedule } from '../contract/source.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** China has one zone and no summer time. */
const shanghai = 8 * 60 * minute

/** When a source is read next after `now`; null: only when somebody says so. */
export function nextRun(schedule: Schedule, now: Date): Date | null {
  if (schedule.kind === 'manual') return null
  if (schedule.kind === 'every') return new Date(now.getTime() + schedule.minutes * minute)
  const [hours = 0, minutes = 0] = schedule.at.split(':').map(Number)
  const midnight = Math.floor((now.getTime() + shanghai) / day) * day - shanghai
  const today = midnight + (hours * 60 + minutes) * minute
  return new Date(today > now.getTime() ? today : today + day)
}

const longestWaitMinutes = 60

/** After the n-th failure in a row: 1, 2, 4 … minutes, an hour at most. A source that nobody schedules waits for a person. */
export function retryAt(schedule: Schedule, failures: number, now: Date): Date | null {
  if (schedule.kind === 'manual') return null
  const wait = Math.min(longestWaitMinutes, 2 ** Math.max(0, Math.min(failures, 10) - 1))
  return new Date(now.getTime() + wait * minute)
}

/** True when a replacement would lose more rows than the source's settings let it. */
export function losesTooMuch(before: number | null, rows: number, mostLost: number): boolean {
  return rows === 0 || (before !== null && rows < before * (1 - mostLost))
}
