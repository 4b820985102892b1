import type { Case, CaseClock } from '#kernel/cases/define'
import { isRunning, nextDue } from '#kernel/cases/rules'
import type { Duration, WorkingCalendar } from '#kernel/clock/define'
import { addDuration, workingMilliseconds } from '#kernel/clock/rules'
import type { EscalationPolicy, Grade } from '../contract.ts'

export const topRung = 3
export type Rung = 1 | 2 | 3

type Laddered = Pick<Case, 'urgency' | 'escalation' | 'clocks' | 'hold'>

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** The limits of a grade; of `normal` while none is known. */
function rungsOf(policy: EscalationPolicy, urgency: string | null): readonly Duration[] {
  return policy.rungs[(urgency ?? 'normal') as Grade] ?? policy.rungs.normal
}

/**
 * The next rung and when it falls due, counted from the earliest running deadline on the office's calendar. Null at
 * the top of the ladder, on hold, or when nothing runs.
 */
export function nextRung(
  c: Laddered,
  policy: EscalationPolicy,
  calendar: WorkingCalendar,
): { readonly rung: Rung; readonly at: Date } | null {
  const due = nextDue(c as Case)
  if (due === null || c.hold !== null || c.escalation >= topRung) return null
  const limit = rungsOf(policy, c.urgency)[c.escalation]
  if (limit === undefined) return null
  return { rung: (c.escalation + 1) as Rung, at: addDuration(calendar, new Date(due), limit) }
}

/** The rung that a case has to be raised to now, one at a time. */
export function rungNow(
  c: Laddered,
  policy: EscalationPolicy,
  calendar: WorkingCalendar,
  now: Date,
): Rung | null {
  const next = nextRung(c, policy, calendar)
  return next !== null && next.at < now ? next.rung : null
}

/** Least time of the clock on the wall that a limit takes, in milliseconds: what a search need not look at yet. */
export function leastSpan({ amount, unit }: Duration): number {
  switch (unit) {
    case 'minutes':
      return amount * 60_000
    case 'hours':
    case 'workingHours':
      return amount * hourMs
    case 'days':
      return amount * dayMs
    case 'workingDays':
      // The n-th working day after may begin one minute after a midnight n - 1 days away.
      return Math.max(0, amount - 1) * dayMs
  }
}

/**
 * The running clock of which its handlers have to hear now: so much of its limit is used, or so few working hours are
 * left, whichever comes first. Few working hours left do not count before half of them are used: a clock of four hours
 * would else remind as it starts. Once a clock; none that has run out, since the ladder speaks of that.
 */
export function approachingClock(
  c: Pick<Case, 'clocks' | 'hold'>,
  { remind }: EscalationPolicy,
  calendar: WorkingCalendar,
  now: Date,
): CaseClock | null {
  if (c.hold !== null) return null
  const working: Span = (from, to) => workingMilliseconds(calendar, from, to)
  const near = c.clocks.filter((k) => {
    if (!isRunning(k) || k.pausedAt !== null || k.remindedAt != null || k.due <= now.toISOString())
      return false
    if (usedShare(k, now, k.unit.startsWith('working') ? working : wallTime) >= remind.share) return true
    const isShort = working(new Date(k.startedAt), new Date(k.due)) === 0
    const hoursLeft = working(now, new Date(k.due)) / hourMs
    return hoursLeft <= remind.workingHours && usedShare(k, now, isShort ? wallTime : working) >= 0.5
  })
  return near.toSorted((a, b) => (a.due < b.due ? -1 : 1))[0] ?? null
}

type Span = (from: Date, to: Date) => number

const wallTime: Span = (from, to) => to.getTime() - from.getTime()

/** Between 0 and 1. */
function usedShare(k: CaseClock, now: Date, span: Span): number {
  const from = new Date(k.startedAt)
  const whole = span(from, new Date(k.due))
  return whole <= 0 ? 1 : span(from, now) / whole
}

/** Working hours since a deadline, to a tenth. */
export function workingHoursLate(due: string, now: Date, calendar: WorkingCalendar): number {
  return Math.round(workingMilliseconds(calendar, new Date(due), now) / (hourMs / 10)) / 10
}
