import type { WorkingCalendar } from '../define.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** China has one zone and no daylight saving since September 1991, so local time is integer arithmetic. */
const SHANGHAI_OFFSET = 8 * HOUR

/** Days since 1970-01-01 in local time. */
export function dayNumber(at: Date): number {
  return Math.floor((at.getTime() + SHANGHAI_OFFSET) / DAY)
}

/** Milliseconds since local midnight. */
export function timeInDay(at: Date): number {
  return at.getTime() + SHANGHAI_OFFSET - dayNumber(at) * DAY
}

export function atTimeOfDay(number: number, milliseconds: number): Date {
  return new Date(number * DAY + milliseconds - SHANGHAI_OFFSET)
}

/** 'YYYY-MM-DD' in local time. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + SHANGHAI_OFFSET).toISOString().slice(0, 10)
}

/** 0 = Sunday; 1970-01-01 was a Thursday. */
export function weekdayOf(number: number): number {
  return (((number + 4) % 7) + 7) % 7
}

function numberOfDay(day: string): number {
  const time = Date.parse(`${day}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(time)) throw new RangeError(`not a day: ${day}`)
  return time / DAY
}

function millisecondsOf(time: string): number {
  const [hours = Number.NaN, minutes = Number.NaN] = time.split(':').map(Number)
  return hours * HOUR + minutes * MINUTE
}

/** A session of office time, in milliseconds since local midnight. */
export type Session = { start: number; end: number }

/** A calendar made ready for arithmetic: strings are parsed once, not for each day that a deadline passes over. */
export type CompiledCalendar = {
  sessions: Session[]
  officeTimePerDay: number
  officeEnd: number
  isWorking(number: number): boolean
}

const compiled = new WeakMap<WorkingCalendar, CompiledCalendar>()

export function compile(calendar: WorkingCalendar): CompiledCalendar {
  const known = compiled.get(calendar)
  if (known) return known
  const exceptions = new Map<number, boolean>()
  for (const day of Object.keys(calendar.holidays)) exceptions.set(numberOfDay(day), false)
  for (const day of Object.keys(calendar.makeupDays)) exceptions.set(numberOfDay(day), true)
  const sessions = calendar.officeHours.map(([start, end]) => ({
    start: millisecondsOf(start),
    end: millisecondsOf(end),
  }))
  const weekend = new Set(calendar.weekend)
  const result: CompiledCalendar = {
    sessions,
    officeTimePerDay: sessions.reduce((sum, session) => sum + session.end - session.start, 0),
    officeEnd: Math.max(...sessions.map((session) => session.end)),
    isWorking: (number) => exceptions.get(number) ?? !weekend.has(weekdayOf(number)),
  }
  compiled.set(calendar, result)
  return result
}

/** Longer than any holiday: a calendar without a working day in ten years is a mistake, not a long wait. */
const LONGEST_CLOSURE = 3660

/** The first working day on or after `number`. Throws RangeError when the calendar has none within ten years. */
export function firstWorkingDay(calendar: CompiledCalendar, number: number): number {
  for (let day = number; day < number + LONGEST_CLOSURE; day++) if (calendar.isWorking(day)) return day
  throw new RangeError('the calendar has no working day')
}

/** Whether the office works on `day` ('YYYY-MM-DD'): make-up days do, public holidays and weekends do not. */
export function isWorkingDay(calendar: WorkingCalendar, day: string): boolean {
  return compile(calendar).isWorking(numberOfDay(day))
}

/** Whether the office is open at that instant; the end of a session no longer counts. */
export function isOfficeTime(calendar: WorkingCalendar, at: Date): boolean {
  const { sessions, isWorking } = compile(calendar)
  const time = timeInDay(at)
  return isWorking(dayNumber(at)) && sessions.some(({ start, end }) => start <= time && time < end)
}
