import { z } from 'zod'

/**
 * A span after which something is due. `minutes`, `hours` and `days` are calendar time (a day is 24 hours);
 * `workingHours` count office time only; `workingDays` end with the office hours of the n-th working day.
 */
export const Duration = z
  .object({
    amount: z.number().nonnegative(),
    unit: z.enum(['minutes', 'hours', 'days', 'workingHours', 'workingDays']),
  })
  .refine((duration) => duration.unit !== 'workingDays' || Number.isInteger(duration.amount), {
    message: 'working days are counted whole',
    path: ['amount'],
  })
export type Duration = z.infer<typeof Duration>
export type DurationUnit = Duration['unit']

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:MM, at most 24:00')
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD')

/** Sessions of one day as [start, end) in local time, in order and not overlapping. */
export const OfficeHours = z
  .array(z.tuple([timeOfDay, timeOfDay]))
  .nonempty()
  .refine((sessions) => sessions.flat().every((time, i, all) => i === 0 || (all[i - 1] ?? '') < time), {
    message: 'sessions must be in order, without overlap, each of positive length',
  })
export type OfficeHours = z.infer<typeof OfficeHours>

/** Days of the week without work, 0 = Sunday. Never all seven: a deadline needs a day to fall on. */
export const Weekend = z.array(z.number().int().min(0).max(6)).max(6)

/** When an office works. Holidays and make-up days win over the weekend. */
export const WorkingCalendar = z.object({
  timezone: z.literal('Asia/Shanghai'),
  officeHours: OfficeHours,
  weekend: Weekend,
  /** Public holidays: day → name. */
  holidays: z.record(day, z.string()),
  /** Make-up workdays (调休上班): day → name of the holiday they pay for. */
  makeupDays: z.record(day, z.string()),
})
export type WorkingCalendar = z.infer<typeof WorkingCalendar>

/** One file of `data/calendar`: what the State Council published for a year, or the bare statute until it does. */
export const CalendarYear = z.object({
  year: z.number().int(),
  status: z.enum(['official', 'provisional']),
  source: z.string(),
  licence: z.string().optional(),
  holidays: z.array(z.object({ date: day, name: z.string() })),
  makeup: z.array(z.object({ date: day, name: z.string() })),
})
export type CalendarYear = z.infer<typeof CalendarYear>

/** What a department may set for itself: a hotline works around the clock, a service hall on Saturdays. */
export const CalendarOverride = WorkingCalendar.pick({ officeHours: true, weekend: true }).partial()
export type CalendarOverride = z.infer<typeof CalendarOverride>

/** The source of time: the real one in production, a fixed one in tests and replay. */
export type Clock = {
  now(): Date
  /** The working calendar of a department, or of the city when no code is given or nothing is set for it. */
  calendar(orgCode?: string): WorkingCalendar
}

export type Locale = 'zh' | 'en'
