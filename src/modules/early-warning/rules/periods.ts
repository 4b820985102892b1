import { atTimeOfDay, DAY, dayNumber, weekdayOf } from '#kernel/clock/rules'
import type { WatchContent } from '../contract.ts'

export type Every = NonNullable<WatchContent['count']>['every']

export const daysOf = (every: Every): 1 | 7 => (every === 'week' ? 7 : 1)

/** When the period of local time began that an instant lies in; a week begins on Monday. */
export function startOfPeriod(at: number, every: Every): number {
  const day = dayNumber(new Date(at))
  const back = every === 'week' ? (weekdayOf(day) + 6) % 7 : 0
  return atTimeOfDay(day - back, 0).getTime()
}

/** There is no daylight saving, so that periods are equally long. */
export const lengthOf = (every: Every): number => daysOf(every) * DAY

/** Until when periods are closed: their end lies so long back by the platform's clock. */
export function closedUntil(now: number, latenessMs: number, every: Every): number {
  return startOfPeriod(now - latenessMs, every)
}
