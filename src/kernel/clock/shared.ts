import { type Calendars, loadCalendar } from './calendars.ts'

let shared: Calendars | undefined

/** The calendars that this process counts with: the published ones, read on first use, until others replace them. */
export function sharedCalendars(): Calendars {
  shared ??= loadCalendar()
  return shared
}

/** Counts with these from now on; without any, with the published ones again. Deadlines already set do not move. */
export function replaceCalendars(calendars?: Calendars): void {
  shared = calendars
}
