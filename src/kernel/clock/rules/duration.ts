import type { Duration, DurationUnit, WorkingCalendar } from '../define.ts'
import {
  atTimeOfDay,
  type CompiledCalendar,
  compile,
  DAY,
  dayNumber,
  firstWorkingDay,
  HOUR,
  MINUTE,
  timeInDay,
} from './day.ts'

/**
 * The instant at which `duration` has passed since `from`.
 *
 * Working days follow 民法典 article 201: the day of receipt is not counted, so n working days end with the
 * office hours of the n-th working day after it, whatever the hour of receipt. Working hours run only while the
 * office is open; a deadline may fall on the end of a session, never on the start of the next.
 * Throws RangeError for a negative amount, a fraction of working days, or a calendar without working days.
 */
export function addDuration(calendar: WorkingCalendar, from: Date, duration: Duration): Date {
  const { amount, unit } = duration
  if (!(amount >= 0)) throw new RangeError(`a duration cannot be negative: ${amount}`)
  if (amount === 0) return new Date(from)
  switch (unit) {
    case 'minutes':
      return new Date(from.getTime() + Math.round(amount * MINUTE))
    case 'hours':
      return new Date(from.getTime() + Math.round(amount * HOUR))
    case 'days':
      return new Date(from.getTime() + Math.round(amount * DAY))
    case 'workingHours':
      return addOfficeTime(compile(calendar), from, Math.round(amount * HOUR))
    case 'workingDays': {
      if (!Number.isInteger(amount)) throw new RangeError(`working days are counted whole: ${amount}`)
      const office = compile(calendar)
      return atTimeOfDay(nthWorkingDayAfter(office, dayNumber(from), amount), office.officeEnd)
    }
  }
}

function nthWorkingDayAfter(office: CompiledCalendar, start: number, n: number): number {
  let day = start
  for (let left = n; left > 0; left--) day = firstWorkingDay(office, day + 1)
  return day
}

function addOfficeTime(office: CompiledCalendar, from: Date, milliseconds: number): Date {
  let left = milliseconds
  let time = timeInDay(from)
  for (let day = dayNumber(from); ; day++, time = 0) {
    const open = firstWorkingDay(office, day)
    if (open !== day) {
      day = open
      time = 0
    }
    if (time === 0 && left > office.officeTimePerDay) {
      left -= office.officeTimePerDay
      continue
    }
    for (const session of office.sessions) {
      const start = Math.max(time, session.start)
      const available = session.end - start
      if (available <= 0) continue
      if (left <= available) return atTimeOfDay(day, start + left)
      left -= available
    }
  }
}

/** Office time in milliseconds between two instants, negative when `to` lies before `from`. */
export function workingMilliseconds(calendar: WorkingCalendar, from: Date, to: Date): number {
  if (to.getTime() < from.getTime()) return 0 - workingMilliseconds(calendar, to, from)
  const office = compile(calendar)
  const [first, last] = [dayNumber(from), dayNumber(to)]
  let sum = 0
  for (let day = first; day <= last; day++) {
    if (!office.isWorking(day)) continue
    const opens = day === first ? timeInDay(from) : 0
    const closes = day === last ? timeInDay(to) : DAY
    if (opens === 0 && closes === DAY) sum += office.officeTimePerDay
    else {
      for (const { start, end } of office.sessions) {
        sum += Math.max(0, Math.min(end, closes) - Math.max(start, opens))
      }
    }
  }
  return sum
}

/** The day that a deadline closes: midnight is the end of the day before, as for a desk that closes at 24:00. */
function deadlineDay(due: Date): number {
  return dayNumber(new Date(due.getTime() - 1))
}

/** Working days in (first, last], negative when `last` lies before `first`. */
function countWorkingDays(office: CompiledCalendar, first: number, last: number): number {
  if (last < first) return 0 - countWorkingDays(office, last, first)
  let count = 0
  for (let day = first + 1; day <= last; day++) if (office.isWorking(day)) count++
  return count
}

/**
 * How much of `unit` is left until `due`, negative when overdue. Working days are counted as in the statute:
 * today is not counted, so 0 means that it is due today. The inverse of `addDuration`.
 */
export function remaining(calendar: WorkingCalendar, now: Date, due: Date, unit: DurationUnit): number {
  const span = due.getTime() - now.getTime()
  switch (unit) {
    case 'minutes':
      return span / MINUTE
    case 'hours':
      return span / HOUR
    case 'days':
      return span / DAY
    case 'workingHours':
      return workingMilliseconds(calendar, now, due) / HOUR
    case 'workingDays':
      return span === 0 ? 0 : countWorkingDays(compile(calendar), dayNumber(now), deadlineDay(due))
  }
}

/**
 * The working day that an instant belongs to: after the office has closed, or on a day off, the next one. So a
 * pause that begins in the evening and ends before the next evening costs, and gives, one working day.
 */
function officeDayOf(office: CompiledCalendar, at: Date): number {
  const day = dayNumber(at)
  return firstWorkingDay(office, timeInDay(at) < office.officeEnd ? day : day + 1)
}

/**
 * The deadline after a pause: time on hold, counted in the unit of the deadline, is given back.
 * Throws RangeError when the pause ends before it begins.
 */
export function shiftDue(
  calendar: WorkingCalendar,
  due: Date,
  pausedAt: Date,
  resumedAt: Date,
  unit: DurationUnit,
): Date {
  const held = resumedAt.getTime() - pausedAt.getTime()
  if (held < 0) throw new RangeError('a pause cannot end before it begins')
  const office = compile(calendar)
  if (unit === 'workingHours') {
    const heldOffice = workingMilliseconds(calendar, pausedAt, resumedAt)
    return heldOffice === 0 ? new Date(due) : addOfficeTime(office, due, heldOffice)
  }
  if (unit === 'workingDays') {
    const days = countWorkingDays(office, officeDayOf(office, pausedAt), officeDayOf(office, resumedAt))
    const day = deadlineDay(due)
    const time = due.getTime() - atTimeOfDay(day, 0).getTime()
    return atTimeOfDay(nthWorkingDayAfter(office, day, days), time)
  }
  return new Date(due.getTime() + held)
}
