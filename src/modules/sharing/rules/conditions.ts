import type { ResourceState } from '#modules/catalogue/contract'
import type { Grant } from '../contract/grants.ts'
import type { Purpose } from '../contract/terms.ts'

/** One use of a grant, as it is asked for. */
export interface Call {
  readonly consumer: string
  readonly resource: string
  readonly resourceState: ResourceState
  readonly action: 'read' | 'bulk'
  readonly purpose: Purpose
  readonly items: readonly string[]
  readonly rows: number
  /** Calls by this grant today, without this one. */
  readonly callsToday: number
  /** Seconds since 1970. */
  readonly at: number
}

export const conditions = [
  'consumer',
  'resource',
  'published',
  'state',
  'begun',
  'not-over',
  'purpose',
  'items',
  'bulk',
  'rows',
  'quota',
] as const
/** What has to hold for a call; a refusal names the first that does not. */
export type GrantCondition = (typeof conditions)[number]

/** Midnight in Shanghai at the beginning of a day, in seconds. */
export function secondOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`) / 1000
}

/**
 * The conditions that fail, in the order in which they are asked. Empty exactly when the grant's Cedar policy permits
 * (property test): Cedar decides, this explains.
 */
export function failing(grant: Grant, call: Call): GrantCondition[] {
  const { terms } = grant
  const holds: Readonly<Record<GrantCondition, boolean>> = {
    consumer: grant.consumer === call.consumer,
    resource: grant.resource === call.resource,
    published: call.resourceState === 'published',
    state: grant.state === 'active',
    begun: call.at >= secondOfDay(terms.from),
    'not-over': call.at < secondOfDay(terms.until) + 86_400,
    purpose: grant.purpose === call.purpose,
    items: call.items.every((i) => terms.items.includes(i)),
    bulk: call.action !== 'bulk' || terms.bulk,
    rows: call.action === 'bulk' || call.rows <= terms.rowsPerCall,
    quota: call.callsToday < terms.callsPerDay,
  }
  return conditions.filter((name) => !holds[name])
}
