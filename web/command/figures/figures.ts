import type { CaseStatistics } from '#kernel/cases/contract'
import type { ListName } from '../address.ts'

export type FigureName = 'submitted' | 'answered' | 'open' | 'overdue' | 'onTime' | 'score'
export type Direction = 'up' | 'down' | 'flat'

/** One big number; null is "not known" and shown as a dash, never as 0. */
export interface Figure {
  readonly name: FigureName
  readonly value: number | null
  readonly digits: number
  readonly unit: 'cases' | 'percent' | 'score'
  readonly period: 'today' | 'now' | 'week'
  /** Against what the comparison says; null where there is nothing to compare with. */
  readonly change: number | null
  readonly direction: Direction | null
  /** Whether the change is welcome; numbers of arrivals are neither. */
  readonly tone: 'good' | 'bad' | 'plain'
  readonly list: ListName
}

export interface FigureInput {
  readonly month: CaseStatistics
  readonly week: CaseStatistics | undefined
  readonly weekBefore: CaseStatistics | undefined
}

/** The counts of a day of the period; undefined for days outside it. */
export function dayBefore(statistics: CaseStatistics, days: number) {
  return statistics.days.at(-1 - days)
}

/** The six numbers with their trends. */
export function figuresOf({ month, week, weekBefore }: FigureInput): Figure[] {
  const { open, today } = month
  const yesterday = dayBefore(month, 1)
  // What was open when today began: today's arrivals were not, what ended today still was.
  const openBefore = open.total - today.submitted + today.closed
  return [
    cases(
      'submitted',
      'today',
      today.submitted,
      difference(today.submitted, yesterday?.submitted),
      'submitted',
    ),
    cases('answered', 'today', today.answered, difference(today.answered, yesterday?.answered), 'answered'),
    toned(cases('open', 'now', open.total, difference(open.total, openBefore), 'open'), 'down'),
    cases('overdue', 'now', open.overdue, null, 'overdue'),
    toned(share(week?.period.onTimeShare, weekBefore?.period.onTimeShare), 'up'),
    toned(score(week?.satisfaction.meanScore, weekBefore?.satisfaction.meanScore), 'up'),
  ]
}

function cases(
  name: FigureName,
  period: Figure['period'],
  value: number,
  change: number | null,
  list: ListName,
): Figure {
  return {
    name,
    value,
    digits: 0,
    unit: 'cases',
    period,
    change,
    direction: directionOf(change, 0),
    tone: 'plain',
    list,
  }
}

function share(now: number | null | undefined, before: number | null | undefined): Figure {
  const value = now == null ? null : now * 100
  const change = value === null || before == null ? null : value - before * 100
  const base = {
    name: 'onTime',
    digits: 1,
    unit: 'percent',
    period: 'week',
    tone: 'plain',
    list: 'answered',
  } as const
  return { ...base, value, change, direction: directionOf(change, 1) }
}

function score(now: number | null | undefined, before: number | null | undefined): Figure {
  const value = now ?? null
  const change = value === null || before == null ? null : value - before
  const base = {
    name: 'score',
    digits: 2,
    unit: 'score',
    period: 'week',
    tone: 'plain',
    list: 'rated',
  } as const
  return { ...base, value, change, direction: directionOf(change, 2) }
}

function toned(figure: Figure, welcome: Direction): Figure {
  if (figure.direction === null || figure.direction === 'flat') return figure
  return { ...figure, tone: figure.direction === welcome ? 'good' : 'bad' }
}

function difference(now: number, before: number | undefined): number | null {
  return before === undefined ? null : now - before
}

/** A change that rounds to nothing is none. */
function directionOf(change: number | null, digits: number): Direction | null {
  if (change === null) return null
  const rounded = Number(change.toFixed(digits))
  if (rounded === 0) return 'flat'
  return rounded > 0 ? 'up' : 'down'
}

/** '+3', '−2.5', '0': with a real minus sign. */
export function signed(change: number, digits: number): string {
  const text = Math.abs(change).toFixed(digits)
  if (Number(text) === 0) return Number(0).toFixed(digits)
  return `${change > 0 ? '+' : '−'}${text}`
}
