import type { Period } from '../rules/drill.ts'

/** A period as the whole months within it and the days before and after them. */
export interface InMonths {
  /** First days of the first and of the last whole month. */
  readonly months: Period
  readonly rest: readonly Period[]
}

const dayMs = 86_400_000
const moved = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
/** The day under which a month is counted: its first. */
export const monthOf = (day: string) => `${day.slice(0, 7)}-01`
/** A first and 31 days lie in the next month, whatever the length of this one. */
const nextMonth = (first: string) => monthOf(moved(first, 31))

/** Undefined when no month lies wholly in the period. */
export function inMonths({ from, to }: Period): InMonths | undefined {
  const first = from === monthOf(from) ? from : nextMonth(monthOf(from))
  const after = monthOf(moved(to, 1))
  if (first >= after) return undefined
  const rest = [
    { from, to: moved(first, -1) },
    { from: after, to },
  ].filter((p) => p.from <= p.to)
  return { months: { from: first, to: monthOf(moved(after, -1)) }, rest }
}
