import type { Value } from '../contract/levels.ts'
import type { ResourceBinding, ValueType } from '../contract/models.ts'

/** One row of a resource that belongs to a subject. */
export interface SourceRow {
  readonly data: Readonly<Record<string, unknown>>
  /** When it last changed. */
  readonly since: Date
}

const dayMs = 86_400_000

/** Rows whose date is not older than the binding's months; all of them where it names none. */
export function withinMonths<R extends SourceRow>(
  binding: ResourceBinding,
  rows: readonly R[],
  now: Date,
): R[] {
  const { timeItem, months } = binding
  if (timeItem === undefined || months === undefined) return [...rows]
  const from = monthsBefore(now, months)
  return rows.filter((r) => {
    const at = timeOf(r.data[timeItem])
    return at !== null && at >= from && at <= now.getTime() + dayMs
  })
}

/** The same day so many months ago; where that month is shorter, its last day. */
export function monthsBefore(now: Date, months: number): number {
  const to = new Date(now)
  const day = to.getUTCDate()
  to.setUTCDate(1)
  to.setUTCMonth(to.getUTCMonth() - months)
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate()
  to.setUTCDate(Math.min(day, last))
  return to.getTime()
}

/**
 * The value of an input from its rows. No rows: a count and a sum are 0, anything else is not known.
 * @param rows those that belong to the subject and lie within the months
 */
export function measured(
  binding: Pick<ResourceBinding, 'measure' | 'item'>,
  type: ValueType,
  rows: readonly SourceRow[],
  now: Date,
): Value {
  const { measure, item = '' } = binding
  const given = rows.map((r) => r.data[item]).filter((v) => v !== null && v !== undefined && v !== '')
  const numbers = given.map(Number).filter((n) => Number.isFinite(n))
  switch (measure) {
    case 'count':
      return rows.length
    case 'sum':
      return numbers.reduce((sum, n) => sum + n, 0)
    case 'most':
      return numbers.length === 0 ? null : Math.max(...numbers)
    case 'least':
      return numbers.length === 0 ? null : Math.min(...numbers)
    case 'days-since':
      return daysSince(given, now)
    case 'value':
      return typed(newestOf(rows)?.data[item], type)
  }
}

/** Whole days since the latest of these dates; negative where it lies ahead. */
function daysSince(given: readonly unknown[], now: Date): number | null {
  const times = given.map(timeOf).filter((t) => t !== null)
  return times.length === 0 ? null : Math.floor((now.getTime() - Math.max(...times)) / dayMs)
}

export function newestOf(rows: readonly SourceRow[]): SourceRow | undefined {
  return rows.toSorted((a, b) => b.since.getTime() - a.since.getTime())[0]
}

function typed(value: unknown, type: ValueType): Value {
  if (value === null || value === undefined || value === '') return null
  if (type === 'number') return Number.isFinite(Number(value)) ? Number(value) : null
  if (type === 'boolean') return value === true || value === 'true'
  return String(value)
}

/** Days are Shanghai's, instants as they say; null for what is no time. */
function timeOf(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const time = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00+08:00` : value)
  return Number.isNaN(time) ? null : time
}
