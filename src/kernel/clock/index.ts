import { type Calendars, loadCalendar } from './calendars.ts'
import type { Clock } from './define.ts'

export { type Calendars, loadCalendar, loadYears } from './calendars.ts'
export * from './define.ts'
export * from './rules.ts'

let shared: Calendars | undefined

/** Read on first use, so that importing the clock costs no file access. */
function calendars(): Calendars {
  shared ??= loadCalendar()
  return shared
}

/** The only place where the time of the machine is read. */
export const systemClock: Clock = {
  now: () => new Date(),
  calendar: (orgCode) => calendars().of(orgCode),
}

export type FixedClock = Clock & {
  /** Moves the clock on by milliseconds. */
  advance(milliseconds: number): void
  set(at: Date): void
}

/** A clock that stands still until it is moved: for tests, and for replaying the past. */
export function fixedClock(start: Date, from: Pick<Clock, 'calendar'> = systemClock): FixedClock {
  let time = start.getTime()
  return {
    now: () => new Date(time),
    calendar: (orgCode) => from.calendar(orgCode),
    advance: (milliseconds) => {
      time += milliseconds
    },
    set: (at) => {
      time = at.getTime()
    },
  }
}
