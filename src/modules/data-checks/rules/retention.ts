import type { FindingLine, Observed } from '../contract/checks.ts'
import { daysBetween } from './days.ts'
import type { RetentionFact } from './facts.ts'
import { type Limits, limit } from './table.ts'

/**
 * Personal information without a term, kept beyond its term by a hold, waiting too long for a person to confirm, or
 * confirmed and still there.
 */
export function overdueRetention(f: RetentionFact, limits: Limits, today: string): Observed | undefined {
  const days = limit(limits, 'days')
  const link = '/protection?view=retention'
  const lines = [...withoutRule(f), ...held(f, days, today), ...waiting(f, days, today)]
  if (lines.length === 0) return undefined
  return {
    check: 'retention',
    subjectType: 'resource',
    subject: f.resource,
    name: f.name,
    org: f.provider,
    resource: f.resource,
    account: null,
    occasion: '',
    lines: lines.map((l) => ({ ...l, link })),
  }
}

type Line = Omit<FindingLine, 'link'>

function withoutRule(f: RetentionFact): Line[] {
  return f.rule === null && f.hasPersonal ? [{ key: 'no-retention', values: {} }] : []
}

function held(f: RetentionFact, days: number, today: string): Line[] {
  if (f.rule === null || f.rule.hold === null || f.heldRows === 0) return []
  const since = daysBetween(f.rule.setOn, today)
  if (since <= days) return []
  return [{ key: 'held', values: { rows: String(f.heldRows), hold: f.rule.hold, days: String(since) } }]
}

function waiting(f: RetentionFact, days: number, today: string): Line[] {
  if (f.open === null || f.rule?.hold != null) return []
  const since = daysBetween(f.open.since, today)
  // What is confirmed is carried out within minutes: a day is a failure, not a wait.
  const most = f.open.state === 'proposed' ? days : 1
  if (since <= most) return []
  const key = f.open.state === 'proposed' ? 'due-unconfirmed' : 'due-not-deleted'
  return [{ key, values: { rows: String(f.open.due), days: String(since) } }]
}
