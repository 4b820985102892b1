import type { Case, Condition, Instant } from '../define.ts'
import { answerClock } from './clocks.ts'

/** One organization's part that came, or is, after its time. */
export interface LatePart {
  readonly org: string
  readonly part: 'lead' | 'co'
  readonly due: Instant
  /** When it was done; null while it is still owed. */
  readonly at: Instant | null
  /** Co-handlers whose answer the lead had not got when its own time ran out. */
  readonly waitedFor: readonly string[]
}

/** Who was late, each for its own part: a co-handler's delay is not the lead's, and the lead's is seen beside it. */
export function lateParts(c: Pick<Case, 'lead' | 'co' | 'clocks'>, now: Date): LatePart[] {
  const co = c.co.flatMap((h): LatePart[] =>
    h.due !== null && isAfter(h.answeredAt, h.due, now)
      ? [{ org: h.org, part: 'co', due: h.due, at: h.answeredAt, waitedFor: [] }]
      : [],
  )
  const clock = c.clocks.find((k) => k.name === answerClock)
  if (c.lead === null || clock === undefined) return co
  const end = clock.stoppedAt ?? clock.pausedAt
  if (!isAfter(end, clock.due, now)) return co
  const waitedFor = c.co.filter((h) => isAfter(h.answeredAt, clock.due, now)).map((h) => h.org)
  return [{ org: c.lead.org, part: 'lead', due: clock.due, at: clock.stoppedAt, waitedFor }, ...co]
}

function isAfter(at: Instant | null, due: Instant, now: Date): boolean {
  return (at ?? now.toISOString()) > due
}

/** Co-handlers whose time is over and whose answer is still owed. */
export function lateCoHandlers(c: Pick<Case, 'co'>, now: Date): string[] {
  return c.co
    .filter((h) => h.answeredAt === null && h.due !== null && h.due < now.toISOString())
    .map((h) => h.org)
}

export const awaitsCoAnswer: Condition = {
  holds: (c) => c.co.some((h) => h.answeredAt === null),
  otherwise: 'case.no-co-answer-open',
}
