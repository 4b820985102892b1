import type { Limit, Role } from '../define.ts'

export type AccountKind = 'resident' | 'officer' | 'service'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Officers sign in each working day; a resident's phone stays signed in for a month; a system's key for a year. */
const lifeMs: Readonly<Record<AccountKind, number>> = {
  officer: dayMs,
  resident: 30 * dayMs,
  service: 365 * dayMs,
}

/** A desk left open overnight is closed in the morning (GB/T 22239-2019, 8.1.4.1: 登录连接超时自动退出). */
const idleMs: Readonly<Partial<Record<AccountKind, number>>> = { officer: 8 * hourMs }

const seenMs = 60_000

export function sessionEnd(kind: AccountKind, now: Date): Date {
  return new Date(now.getTime() + lifeMs[kind])
}

/** True when the session was not used for too long. */
export function isIdle(kind: AccountKind, seenAt: Date, now: Date): boolean {
  const limit = idleMs[kind]
  return limit !== undefined && now.getTime() - seenAt.getTime() > limit
}

/** True when the last use was noted more than a minute ago: one write a minute and session, however busy. */
export function isSeenStale(seenAt: Date, now: Date): boolean {
  return now.getTime() - seenAt.getTime() >= seenMs
}

/** Roles whose misuse reaches many people or hides itself. */
export const secondFactorRoles: readonly Role[] = ['admin', 'auditor', 'supervisor', 'leader']

export interface SessionFacts {
  readonly kind: AccountKind
  readonly roles: readonly Role[]
  /** The account has a confirmed authenticator. */
  readonly enrolled: boolean
  /** This session was opened with it. */
  readonly secondFactor: boolean
  /** The password was set by an administrator. */
  readonly temporary: boolean
}

/** What the holder has to do before the session gives any right; null when it gives all. */
export function limitOf(s: SessionFacts, requireSecondFactor: boolean): Limit | null {
  if (s.kind !== 'officer') return null
  if (s.temporary) return 'password'
  if (s.secondFactor) return null
  if (s.enrolled) return 'code'
  return requireSecondFactor && s.roles.some((r) => secondFactorRoles.includes(r)) ? 'enrol' : null
}
