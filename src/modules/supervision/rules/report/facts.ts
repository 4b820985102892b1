import type { Case, CaseClock } from '#kernel/cases/define'
import { disputes, type LatePart, lateParts, wasLate } from '#kernel/cases/rules'
import { badScore } from '../overview.ts'

export interface FactStep {
  readonly action: string
  readonly at: string
  readonly rung: number | null
}

/** What a report needs of a case: no title, no text, no person. */
export interface CaseFact
  extends Pick<
    Case,
    | 'id'
    | 'number'
    | 'state'
    | 'category'
    | 'createdAt'
    | 'answeredAt'
    | 'closedAt'
    | 'lead'
    | 'co'
    | 'clocks'
    | 'dispute'
    | 'rating'
    | 'escalation'
  > {
  readonly steps: readonly FactStep[]
}

export interface Span {
  readonly start: Date
  readonly end: Date
}

const isIn = (at: string | null | undefined, { start, end }: Span): boolean =>
  at != null && at >= start.toISOString() && at < end.toISOString()

export const received = (facts: readonly CaseFact[], span: Span) =>
  facts.filter((f) => isIn(f.createdAt, span))

export const answered = (facts: readonly CaseFact[], span: Span) =>
  facts.filter((f) => isIn(f.answeredAt, span))

export const onTime = (facts: readonly CaseFact[], span: Span) =>
  answered(facts, span).filter((f) => !wasLate(f as unknown as Case, span.end))

/** Received and, at that instant, neither answered nor over. */
export function waitingAt(facts: readonly CaseFact[], at: Date): CaseFact[] {
  const t = at.toISOString()
  const isAfter = (done: string | null) => done === null || done >= t
  return facts.filter((f) => f.createdAt < t && isAfter(f.answeredAt) && isAfter(f.closedAt))
}

/** The earliest deadline that had passed at that instant while its clock ran; null when none had. */
export function overdueSince(f: CaseFact, at: Date): string | null {
  const t = at.toISOString()
  const ran = (k: CaseClock) =>
    k.startedAt < t && k.due < t && (k.stoppedAt === null || k.stoppedAt >= t) && (k.pausedAt ?? t) >= t
  const dues = f.clocks.filter(ran).map((k) => k.due)
  return dues.toSorted()[0] ?? null
}

export const overdueAt = (facts: readonly CaseFact[], at: Date) =>
  waitingAt(facts, at).filter((f) => overdueSince(f, at) !== null)

/** Parts whose time ran out in the span before they were done. */
export function lateIn(facts: readonly CaseFact[], span: Span): LatePart[] {
  return facts.flatMap((f) => lateParts(f, span.end)).filter((p) => isIn(p.due, span))
}

export const stepsIn = (facts: readonly CaseFact[], action: string | readonly string[], span: Span) =>
  facts.flatMap((f) => f.steps.filter((s) => [action].flat().includes(s.action) && isIn(s.at, span)))

export const disputedAt = (facts: readonly CaseFact[], at: Date) =>
  facts.filter((f) => {
    const t = at.toISOString()
    return (
      f.dispute !== null && f.dispute.at < t && (f.dispute.verdict?.at ?? t) >= t && (f.closedAt ?? t) >= t
    )
  })

export const lateDisputesAt = (facts: readonly CaseFact[], at: Date) =>
  disputedAt(facts, at).filter((f) =>
    f.clocks.some((k) => k.name === disputes.arbitrationClock && k.due < at.toISOString()),
  )

export const ratedIn = (facts: readonly CaseFact[], span: Span) =>
  facts.filter((f) => isIn(f.rating?.at, span))

export const isBad = (f: CaseFact) => (f.rating?.score ?? badScore + 1) <= badScore

/** A share between 0 and 1; null of nothing. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
