import type { UpdateCycle } from '../contract/resource.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const lengths: Readonly<Record<Exclude<UpdateCycle['unit'], 'irregular'>, number>> = {
  minute,
  hour,
  day,
  week: 7 * day,
  month: 31 * day,
  quarter: 92 * day,
  year: 366 * day,
}

/**
 * When the next delivery is late: one cycle after the last one (or after publication), and the grace. Months, quarters
 * and years count with their longest length, so that nobody is late by the calendar's unevenness. Null: never late.
 */
export function lateFrom(cycle: UpdateCycle, last: Date): Date | null {
  if (cycle.unit === 'irregular') return null
  return new Date(last.getTime() + cycle.every * lengths[cycle.unit] + cycle.graceHours * hour)
}
