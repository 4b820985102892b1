const tries = 5
const lockMinutes = 15
const minuteMs = 60_000
const dayMs = 86_400_000

export function isLocked(until: Date | null, now: Date): boolean {
  return until !== null && until > now
}

/** Five wrong tries lock the account for a quarter of an hour; the count starts anew after it. */
export function afterFailure(failures: number, now: Date): { failures: number; lockedUntil: Date | null } {
  const next = failures + 1
  if (next < tries) return { failures: next, lockedUntil: null }
  return { failures: 0, lockedUntil: new Date(now.getTime() + lockMinutes * minuteMs) }
}

/** What is known of the codes sent to a phone number. */
export interface CodesSent {
  readonly sentAt: Date
  /** Start of the day that is being counted. */
  readonly since: Date
  readonly sent: number
}

/** Ten codes a day of five tries each: guessing one of a million by it takes 20,000 days on average. */
export const codesADay = 10
export const codeTries = 5
export const codeMinutes = 5

/** The new count when a code may be sent now, or why not: one a minute and ten in 24 hours. */
export function nextCode(
  last: CodesSent | undefined,
  now: Date,
): Pick<CodesSent, 'since' | 'sent'> | 'wait' | 'enough' {
  if (last === undefined) return { since: now, sent: 1 }
  if (now.getTime() - last.sentAt.getTime() < minuteMs) return 'wait'
  if (now.getTime() - last.since.getTime() >= dayMs) return { since: now, sent: 1 }
  return last.sent < codesADay ? { since: last.since, sent: last.sent + 1 } : 'enough'
}
