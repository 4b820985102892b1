import { formatDate } from '#kernel/clock/rules'
import type { Text } from '#kernel/reports/contract'
import type { WarningReportKind } from '../../contract/report.ts'

/** Days in Shanghai, both included. */
export interface Period {
  readonly kind: WarningReportKind
  readonly from: string
  readonly to: string
}

const dayMs = 86_400_000
const longestDays = 366

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** Days from one to the other, both counted. */
export function daysOf({ from, to }: Pick<Period, 'from' | 'to'>): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs + 1
}

/** The first day of the month after that of a day. */
function nextMonth(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

/** `to` counts for a special report only. */
export function periodFrom(kind: WarningReportKind, from: string, to: string | null): Period {
  if (kind === 'day') return { kind, from, to: from }
  if (kind === 'week') return { kind, from, to: addDays(from, 6) }
  if (kind === 'month') return { kind, from, to: addDays(nextMonth(from), -1) }
  return { kind, from, to: to ?? from }
}

/** The period of the same kind, or of as many days, that ends the day before. */
export function before({ kind, from, to }: Period): Period {
  const last = addDays(from, -1)
  if (kind === 'month') return { kind, from: `${last.slice(0, 7)}-01`, to: last }
  return { kind, from: addDays(from, -daysOf({ from, to })), to: last }
}

/** Midnights in Shanghai around a period. */
export function boundsOf({ from, to }: Pick<Period, 'from' | 'to'>): { start: Date; end: Date } {
  return { start: new Date(`${from}T00:00:00+08:00`), end: new Date(`${addDays(to, 1)}T00:00:00+08:00`) }
}

const isMonday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1

/** Whether a report of this period can be made on a day: see the sentence of its refusal. */
export function isReportable({ kind, from, to }: Period, today: string): boolean {
  if (kind === 'special') return from <= to && to <= today && daysOf({ from, to }) <= longestDays
  if (to >= today) return false
  return kind === 'day' || (kind === 'week' ? isMonday(from) : from.endsWith('-01'))
}

/** What is due in the morning of a day: yesterday; on a Monday the week before; on the first the month before. */
export function periodsDue(today: string): Period[] {
  const last = addDays(today, -1)
  return [
    periodFrom('day', last, null),
    ...(isMonday(today) ? [periodFrom('week', addDays(today, -7), null)] : []),
    ...(today.endsWith('-01') ? [periodFrom('month', `${last.slice(0, 7)}-01`, null)] : []),
  ]
}

/** '2026年11月30日' or '2026年11月1日至2026年11月30日'. */
export function periodText({ from, to }: Pick<Period, 'from' | 'to'>): Text {
  const day = (d: string, locale: 'zh' | 'en') => formatDate(new Date(`${d}T12:00:00+08:00`), locale)
  if (from === to) return { zh: day(from, 'zh'), en: day(from, 'en') }
  return { zh: `${day(from, 'zh')}至${day(to, 'zh')}`, en: `${day(from, 'en')} to ${day(to, 'en')}` }
}
