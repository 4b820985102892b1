import type { Content } from '#modules/catalogue/contract'
import type { PersonalKind } from '../contract/kinds.ts'
import type { RetentionRule } from '../contract/retention.ts'

/** The instant before which rows are due: so many calendar months back, at the same time of the day in UTC. */
export function dueBefore(months: number, now: Date): Date {
  const first = new Date(now)
  first.setUTCDate(1)
  first.setUTCMonth(first.getUTCMonth() - months)
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(now.getUTCDate(), last))
  return first
}

/** Ends of message keys: why the rule does not fit the resource. */
export function retentionFaults(
  rule: Pick<RetentionRule, 'counts' | 'what'>,
  content: Content,
  kinds: ReadonlyMap<string, PersonalKind>,
): string[] {
  const keys = content.items.filter((i) => i.key)
  const required = content.items.filter((i) => i.required && kinds.has(i.name))
  return [
    ...(rule.counts === 'time-item' && content.scope.timeItem === null ? ['no-time-item'] : []),
    ...(rule.what === 'anonymise' && keys.some((i) => kinds.has(i.name)) ? ['key-is-personal'] : []),
    ...(rule.what === 'anonymise' && required.length > 0 ? ['personal-is-required'] : []),
    ...(rule.what === 'anonymise' && kinds.size === 0 ? ['nothing-personal'] : []),
  ]
}
