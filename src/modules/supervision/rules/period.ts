import type { WorkingCalendar } from '#kernel/clock/define'
import { formatDate, isWorkingDay } from '#kernel/clock/rules'
import type { ReportKind, Text } from '../contract.ts'

/** Days in Shanghai, both included. */
export interface Period {
  readonly kind: ReportKind
  readonly from: string
  readonly to: string
}

const dayMs = 86_400_000

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** 0 = Monday. */
export function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** The day, or the week from its Monday on. */
export function periodFrom(kind: ReportKind, from: string): Period {
  return { kind, from, to: kind === 'day' ? from : addDays(from, 6) }
}

export function before({ kind, from }: Period): Period {
  return periodFrom(kind, addDays(from, kind === 'day' ? -1 : -7))
}

/** Midnights in Shanghai around a period. */
export function boundsOf({ from, to }: Pick<Period, 'from' | 'to'>): { start: Date; end: Date } {
  return { start: new Date(`${from}T00:00:00+08:00`), end: new Date(`${addDays(to, 1)}T00:00:00+08:00`) }
}

/**
 * What is due in the morning of a day: nothing on a day off; else every day since the working day before, so that a
 * weekend has its reports too; and on the first working day of a week the week before.
 */
export function periodsDue(today: string, calendar: WorkingCalendar): Period[] {
  if (!isWorkingDay(calendar, today)) return []
  const days: string[] = []
  for (let day = addDays(today, -1); ; day = addDays(day, -1)) {
    days.unshift(day)
    if (isWorkingDay(calendar, day) || days.length >= 15) break
  }
  const monday = addDays(today, -weekday(today))
  const isFirst = !daysBetween(monday, today).some((day) => isWorkingDay(calendar, day))
  const week = isFirst ? [periodFrom('week', addDays(monday, -7))] : []
  return [...days.map((day) => periodFrom('day', day)), ...week]
}

/** Without the last one. */
function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day < to; day = addDays(day, 1)) days.push(day)
  return days
}

/** Whether a report of this period can be made: it is over, and a week begins on a Monday. */
export function isReportable(kind: ReportKind, from: string, today: string): boolean {
  const period = periodFrom(kind, from)
  return period.to < today && (kind === 'day' || weekday(from) === 0)
}

/** '2025年9月30日' or '2025年9月29日至2025年10月5日'. */
export function periodText(period: Pick<Period, 'from' | 'to'>): Text {
  const day = (d: string, locale: 'zh' | 'en') => formatDate(new Date(`${d}T12:00:00+08:00`), locale)
  const { from, to } = period
  if (from === to) return { zh: day(from, 'zh'), en: day(from, 'en') }
  return { zh: `${day(from, 'zh')}至${day(to, 'zh')}`, en: `${day(from, 'en')} to ${day(to, 'en')}` }
}
