import type { CalendarYear } from '#kernel/clock/define'

type Day = CalendarYear['holidays'][number]

export interface ReadDays {
  readonly days: readonly Day[]
  /** Lines that are not understood, counted from 1. */
  readonly wrong: readonly { readonly line: number; readonly text: string }[]
}

const form = /^(\d{4}-\d{2}-\d{2})(?:\s*[~～至]\s*(\d{4}-\d{2}-\d{2}))?\s+(\S.*)$/
const dayMs = 86_400_000
/** A span is a holiday, not a season. */
const longestSpan = 31

/** Days as people write them: `2026-02-15 春节`, or a span with `~` or 至 between its ends. */
export function readDays(text: string): ReadDays {
  const days: Day[] = []
  const wrong: ReadDays['wrong'][number][] = []
  for (const [at, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    if (line === '') continue
    const read = readLine(line)
    if (read === undefined) wrong.push({ line: at + 1, text: line })
    else days.push(...read)
  }
  return { days, wrong }
}

function readLine(line: string): Day[] | undefined {
  const [, first = '', last = first, name = ''] = form.exec(line) ?? []
  const [from, to] = [timeOf(first), timeOf(last)]
  if (from === undefined || to === undefined || to < from || to - from >= longestSpan * dayMs)
    return undefined
  const count = (to - from) / dayMs + 1
  return Array.from({ length: count }, (_, n) => ({ date: isoDay(from + n * dayMs), name: name.trim() }))
}

/** Lines for `readDays`; neighbouring days of one name become a span. */
export function writeDays(days: readonly Day[]): string {
  const spans: { first: string; last: string; name: string }[] = []
  for (const { date, name } of [...days].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    const before = spans.at(-1)
    const isNext = before?.name === name && (timeOf(date) ?? 0) - (timeOf(before.last) ?? 0) === dayMs
    if (before !== undefined && isNext) before.last = date
    else spans.push({ first: date, last: date, name })
  }
  return spans.map((s) => `${s.first === s.last ? s.first : `${s.first}~${s.last}`} ${s.name}`).join('\n')
}

/** The weeks of a month from Monday to Sunday; null where a day of the neighbouring month would stand. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = Date.UTC(year, month - 1, 1)
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const lead = (new Date(first).getUTCDay() + 6) % 7
  const cells = [
    ...Array.from({ length: lead }, () => null),
    ...Array.from({ length: count }, (_, n) => isoDay(first + n * dayMs)),
  ]
  const weeks: (string | null)[][] = []
  for (let at = 0; at < cells.length; at += 7) {
    const week: (string | null)[] = cells.slice(at, at + 7)
    while (week.length < 7) week.push(null)
    weeks.push(week)
  }
  return weeks
}

const sessionForm = /^([0-2]\d:[0-5]\d)-([0-2]\d:[0-5]\d)$/

/** `09:00-12:00 14:00-18:00`; undefined when it is not understood. The server judges order and overlap. */
export function readHours(text: string): [string, string][] | undefined {
  const parts = text
    .trim()
    .split(/[\s、，,]+/)
    .map((part) => sessionForm.exec(part))
  const sessions = parts.flatMap((m): [string, string][] => (m === null ? [] : [[m[1] ?? '', m[2] ?? '']]))
  return sessions.length === parts.length ? sessions : undefined
}

export function writeHours(sessions: readonly (readonly [string, string])[]): string {
  return sessions.map((s) => s.join('-')).join(' ')
}

/** Undefined for a day that does not exist, such as 30 February. */
function timeOf(day: string): number | undefined {
  const time = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(time) || isoDay(time) !== day ? undefined : time
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
