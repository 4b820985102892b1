const tries = 5
const lockMinutes = 15

export function isLocked(until: Date | null, now: Date): boolean {
  return until !== null && until > now
}

/** Five wrong tries lock the account for a quarter of an hour; the count starts anew after it. */
export function afterFailure(failures: number, now: Date): { failures: number; lockedUntil: Date | null } {
  const next = failures + 1
  if (next < tries) return { failures: next, lockedUntil: null }
  return { failures: 0, lockedUntil: new Date(now.getTime() + lockMinutes * 60_000) }
}
