import type { Duration, WorkingCalendar } from '#kernel/clock/define'
import { addDuration, dayOf, shiftDue } from '#kernel/clock/rules'
import type { ActionRow, Case, CaseClock, CaseType, DueSpan, Handler, Instant } from '../define.ts'

/** What a rule may look at beside the case and the input. Everything is a value: rules stay pure. */
export interface RuleContext {
  readonly now: Date
  readonly calendar: WorkingCalendar
  /** The limit of a clock for this case, from the office's own table. */
  readonly limit: (clock: string, c: Case) => Duration
}

/** Applies the parts of a table row that are the same for every type: state, clocks, hold, closing time. */
export function applyRow<D>(type: CaseType, row: ActionRow, c: Case<D>, ctx: RuleContext): Case<D> {
  const at = ctx.now.toISOString()
  const state = row.to ?? c.state
  const isOver = type.final.includes(state)
  let clocks = c.clocks
  if (row.resumes) clocks = clocks.map((k) => resumed(k, ctx))
  clocks = clocks.map((k) =>
    isRunning(k) && (isOver || row.stops?.includes(k.name)) ? { ...k, stoppedAt: at } : k,
  )
  const next = { ...c, state, clocks }
  for (const name of row.starts ?? []) clocks = withClock(clocks, name, ctx.limit(name, next), ctx)
  if (row.pauses) clocks = clocks.map((k) => (isRunning(k) ? { ...k, pausedAt: at } : k))
  return {
    ...next,
    clocks,
    hold: row.resumes || isOver ? null : c.hold,
    updatedAt: at,
    closedAt: isOver ? (c.closedAt ?? at) : null,
  }
}

export function isRunning(k: CaseClock): boolean {
  return k.stoppedAt === null
}

/** The earliest running deadline: what the queue is ordered by. Null while on hold or when nothing runs. */
export function nextDue(c: Case): Instant | null {
  const due = c.clocks.filter((k) => isRunning(k) && k.pausedAt === null).map((k) => k.due)
  return due.toSorted()[0] ?? null
}

/** From when until when a deadline is that soon; days are Shanghai's. */
export function dueBetween(span: DueSpan, now: Date): readonly [Date, Date] {
  const midnight = new Date(Date.parse(`${dayOf(now)}T00:00:00+08:00`) + 86_400_000)
  if (span === 'hours') return [now, new Date(now.getTime() + 4 * 3_600_000)]
  if (span === 'today') return [now, midnight]
  return [midnight, new Date(midnight.getTime() + 86_400_000)]
}

/** A clock is overdue when it ran out before it stopped, or before now while it runs. */
export function isOverdue(k: CaseClock, now: Date): boolean {
  return (k.stoppedAt ?? k.pausedAt ?? now.toISOString()) > k.due
}

/** The clock that every type's answer to the applicant stops. */
export const answerClock = 'answer'

/** True when the answer came after its time, or is still open and some clock has run out. */
export function wasLate(c: Case, now: Date): boolean {
  if (c.answeredAt !== null)
    return c.clocks.some((k) => k.name === answerClock && k.stoppedAt !== null && k.stoppedAt > k.due)
  const due = nextDue(c)
  return c.closedAt === null && due !== null && due < now.toISOString()
}

/** Starts a clock, in place of an earlier one of the same name. */
export function withClock(
  clocks: readonly CaseClock[],
  name: string,
  limit: Duration,
  ctx: RuleContext,
): CaseClock[] {
  const started: CaseClock = {
    name,
    startedAt: ctx.now.toISOString(),
    due: addDuration(ctx.calendar, ctx.now, limit).toISOString(),
    unit: limit.unit,
    pausedAt: null,
    stoppedAt: null,
  }
  return [...clocks.filter((k) => k.name !== name), started]
}

/** Moves a running deadline to a later time counted from its present due time. */
export function extendClock(
  clocks: readonly CaseClock[],
  name: string,
  by: Duration,
  calendar: WorkingCalendar,
): CaseClock[] {
  return clocks.map((k) =>
    k.name === name && isRunning(k)
      ? { ...k, due: addDuration(calendar, new Date(k.due), by).toISOString(), remindedAt: null }
      : k,
  )
}

function resumed(k: CaseClock, ctx: RuleContext): CaseClock {
  if (k.pausedAt === null || !isRunning(k)) return k
  const due = shiftDue(ctx.calendar, new Date(k.due), new Date(k.pausedAt), ctx.now, k.unit)
  return { ...k, due: due.toISOString(), pausedAt: null }
}

/** A handler that was just asked. */
export function newHandler(org: string, now: Date, due: Instant | null = null): Handler {
  return {
    org,
    assignee: null,
    since: now.toISOString(),
    due,
    acceptedAt: null,
    answeredAt: null,
    answer: null,
    urgedAt: null,
  }
}
