import type { ResourceState } from '#modules/catalogue/contract'
import type { Grant } from '../contract/grants.ts'
import type { Purpose } from '../contract/terms.ts'

/** One use of a grant, as it is asked for. */
export interface Call {
  readonly consumer: string
  readonly resource: string
  readonly resourceState: ResourceState
  /** `compute` makes a figure of rows inside the platform; the rows stay. */
  readonly action: 'read' | 'bulk' | 'compute'
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
  'figures-only',
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
    // Data given for authorised operation is used and not seen: figures leave, rows do not.
    'figures-only': (grant.purpose === 'operation') === (call.action === 'compute'),
    items: call.items.every((i) => terms.items.includes(i)),
    bulk: call.action !== 'bulk' || terms.bulk,
    rows: call.action !== 'read' || call.rows <= terms.rowsPerCall,
    quota: call.callsToday < terms.callsPerDay,
  }
  return conditions.filter((name) => !holds[name])
}
