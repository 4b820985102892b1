import type { CalendarYear } from '../define.ts'
import { dayNumber, weekdayOf } from './day.ts'

/** What is wrong with a day of a year, by the key of the message catalogue. */
export interface YearFlaw {
  readonly path: string
  readonly reason:
    | 'calendar.other-year'
    | 'calendar.repeated-day'
    | 'calendar.off-and-worked'
    | 'calendar.makeup-on-workday'
  readonly date: string
}

/**
 * Flaws of a year that the schema cannot see: days of another year, days named twice, days both off and worked, and
 * make-up days that are working days anyway by the city's weekend (a typing mistake: the real one lies beside it).
 */
export function yearFlaws(year: CalendarYear, weekend: readonly number[]): YearFlaw[] {
  const off = new Set(year.holidays.map((d) => d.date))
  const flaws: YearFlaw[] = []
  for (const list of ['holidays', 'makeup'] as const) {
    const seen = new Set<string>()
    for (const [at, { date }] of year[list].entries()) {
      const add = (reason: YearFlaw['reason']) => flaws.push({ path: `${list}.${at}.date`, reason, date })
      if (!date.startsWith(`${year.year}-`)) add('calendar.other-year')
      else if (seen.has(date)) add('calendar.repeated-day')
      else if (list === 'makeup' && off.has(date)) add('calendar.off-and-worked')
      else if (list === 'makeup' && !weekend.includes(weekday(date))) add('calendar.makeup-on-workday')
      seen.add(date)
    }
  }
  return flaws
}

/** The published years with the office's own in their place, in order. */
export function mergeYears(
  published: readonly CalendarYear[],
  own: readonly CalendarYear[],
): (CalendarYear & { origin: 'published' | 'office' })[] {
  const years = new Map(
    published.map((y) => [y.year, { ...y, origin: 'published' as 'published' | 'office' }]),
  )
  for (const y of own) years.set(y.year, { ...y, origin: 'office' })
  return [...years.values()].sort((a, b) => a.year - b.year)
}

function weekday(date: string): number {
  return weekdayOf(dayNumber(new Date(`${date}T12:00:00Z`)))
}
