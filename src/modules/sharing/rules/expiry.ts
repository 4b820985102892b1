import type { Grant } from '../contract/grants.ts'
import { secondOfDay } from './conditions.ts'
import { dayAfter } from './templates.ts'

/** Days before the end on which both sides are told. */
export const warnings = [30, 7, 1] as const

/** True after the last moment at which the grant may be used. */
export function isOver(grant: Pick<Grant, 'terms'>, now: Date): boolean {
  return now.getTime() / 1000 >= secondOfDay(grant.terms.until) + 86_400
}

/** Days that are left, today included; 0 once it is over. */
export function daysLeft(grant: Pick<Grant, 'terms'>, today: string): number {
  const left = (Date.parse(grant.terms.until) - Date.parse(today)) / 86_400_000 + 1
  return Math.max(0, left)
}

/**
 * The warning that is due: the nearest one reached. A job that did not run for days says the one that counts now, not
 * each that it missed; a grant given for less than a warning's span is not warned of by it.
 */
export function warningDue(
  grant: Pick<Grant, 'terms'>,
  today: string,
): (typeof warnings)[number] | undefined {
  const left = daysLeft(grant, today)
  if (left === 0) return undefined
  return warnings.findLast((days) => left <= days && dayAfter(grant.terms.from, days) <= grant.terms.until)
}

/** Ends within the first warning's span. */
export function isExpiring(grant: Pick<Grant, 'terms'>, today: string): boolean {
  return daysLeft(grant, today) <= warnings[0]
}
