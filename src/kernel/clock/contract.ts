import { z } from 'zod'
import { CalendarOverride, CalendarYear, OfficeHours, Weekend } from './define.ts'

/** Longest list of days that a year may bring: more would be a mistake, since the law knows 13 and their bridges. */
const most = 120

const Days = z.array(z.object({ date: z.iso.date(), name: z.string().trim().min(1).max(30) })).max(most)

/** One year as the office enters it: the same shape as a file of `data/calendar`. */
export const SaveYear = CalendarYear.extend({
  year: z.coerce.number().int().min(2000).max(2100),
  source: z.string().trim().min(4).max(500),
  licence: z.string().max(200).optional(),
  holidays: Days,
  makeup: Days,
  /** Version of the calendar that the editor saw; 0 when nothing was saved yet. */
  version: z.int().min(0),
}).meta({ id: 'SaveCalendarYear' })
export type SaveYear = z.infer<typeof SaveYear>

/** Office hours and weekend of the city, and what departments set for themselves, by organization code. */
export const SaveOffice = z
  .object({
    officeHours: OfficeHours,
    weekend: Weekend,
    departments: z.record(z.string().max(60), CalendarOverride),
    version: z.int().min(0),
  })
  .meta({ id: 'SaveCalendarOffice' })
export type SaveOffice = z.infer<typeof SaveOffice>

/** What the office saved over the published calendar; an absent part is as published. */
export const OfficeCalendar = z.object({
  version: z.int().min(0),
  years: z.array(CalendarYear),
  office: SaveOffice.omit({ version: true }).nullable(),
})
export type OfficeCalendar = z.infer<typeof OfficeCalendar>

export const CalendarView = z
  .object({
    version: z.int(),
    /** `published`: shipped with the program; `office`: entered here. */
    years: z.array(CalendarYear.extend({ origin: z.enum(['published', 'office']) })),
    officeHours: OfficeHours,
    weekend: Weekend,
    departments: z.record(z.string(), CalendarOverride),
    savedAt: z.string().nullable(),
    can: z.object({ save: z.boolean() }),
  })
  .meta({ id: 'CalendarView' })
export type CalendarView = z.infer<typeof CalendarView>

export const CalendarSaved = z.object({ version: z.int() }).meta({ id: 'CalendarSaved' })
