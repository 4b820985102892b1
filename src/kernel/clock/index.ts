import type { Clock } from './define.ts'
import { sharedCalendars } from './shared.ts'

export { saveOffice, saveYear } from './actions.ts'
export { type Calendars, loadCalendar } from './calendars.ts'
export * from './define.ts'
export { calendarMessages } from './messages.ts'
export { startCalendar } from './office.ts'
export { calendarQuery } from './queries.ts'
export { calendarRoutes } from './routes.ts'
export * from './rules.ts'

/** The only place where the time of the machine is read. */
export const systemClock: Clock = {
  now: () => new Date(),
  calendar: (orgCode) => sharedCalendars().of(orgCode),
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
