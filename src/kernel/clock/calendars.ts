import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { CalendarOverride, CalendarYear, OfficeHours, Weekend, type WorkingCalendar } from './define.ts'

const FOLDER = fileURLToPath(new URL('../../../data/calendar/', import.meta.url))

const OfficeFile = z.object({
  officeHours: OfficeHours,
  weekend: Weekend,
  departments: z.record(z.string(), CalendarOverride),
})
/** Office hours and weekend of the city, and what departments set for themselves, by organization code. */
export type Office = z.infer<typeof OfficeFile>

export type Calendars = {
  city: WorkingCalendar
  years: CalendarYear[]
  /** The calendar of a department: the city's, with its own office hours or weekend where it set them. */
  of(orgCode?: string): WorkingCalendar
}

/** The published years in `folder`, in order. Throws with the name of the file that does not fit the schema. */
export function loadYears(folder = FOLDER): CalendarYear[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}\.json$/.test(name))
    .sort()
    .map((name) => {
      const parsed = CalendarYear.safeParse(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')))
      if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`)
      return parsed.data
    })
}

export function loadOffice(folder = FOLDER): Office {
  return OfficeFile.parse(JSON.parse(readFileSync(`${folder}/office-hours.json`, 'utf8')))
}

/**
 * Reads public holidays, make-up days and office hours from `data/calendar`. A day outside the published years
 * is judged by the weekend alone.
 */
export function loadCalendar(folder = FOLDER): Calendars {
  return makeCalendars(loadYears(folder), loadOffice(folder))
}

/** The calendars of the city and its departments from years and office hours, wherever these come from. */
export function makeCalendars(years: CalendarYear[], office: Office): Calendars {
  const byDay = (rows: { date: string; name: string }[]) =>
    Object.fromEntries(rows.map(({ date, name }) => [date, name]))
  const city: WorkingCalendar = {
    timezone: 'Asia/Shanghai',
    officeHours: office.officeHours,
    weekend: office.weekend,
    holidays: byDay(years.flatMap((year) => year.holidays)),
    makeupDays: byDay(years.flatMap((year) => year.makeup)),
  }
  // Built once: the rules keep what they derive from a calendar by its identity.
  const departments = new Map(
    Object.entries(office.departments).map(([code, { officeHours, weekend }]) => [
      code,
      { ...city, officeHours: officeHours ?? city.officeHours, weekend: weekend ?? city.weekend },
    ]),
  )
  return { city, years, of: (orgCode) => (orgCode && departments.get(orgCode)) || city }
}
