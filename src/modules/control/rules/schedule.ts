import type { WorkingCalendar } from '#kernel/clock/define'
import { isWorkingDay } from '#kernel/clock/rules'

/** A day so many days after another; both as YYYY-MM-DD. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The same day so many months later; the 31st becomes the month's last day. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}

const longestClosure = 30

/**
 * When a measure is due: its interval after it was last done, or after the level began. A day on which the office is
 * closed moves to the last working day before: a planned inspection comes early rather than late.
 * @param last day on which it was last done; null: never
 * @param since day from which the level holds
 */
export function dueDay(
  calendar: WorkingCalendar,
  { last, since, everyDays }: { last: string | null; since: string; everyDays: number },
): string {
  const due = daysAfter(last ?? since, everyDays)
  // A stricter level shortens what runs already, but to no day before it began.
  return workingDayUntil(calendar, due < since ? since : due)
}

/** This day, or the last working day before it; where a month is closed, the day itself. */
export function workingDayUntil(calendar: WorkingCalendar, day: string): string {
  for (let back = 0; back < longestClosure; back++) {
    const earlier = daysAfter(day, -back)
    if (isWorkingDay(calendar, earlier)) return earlier
  }
  return day
}
