import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#kernel/database'

export interface Purged {
  readonly rows: number
  readonly history: number
  readonly quarantined: number
}

/** Rows of a resource by their keys, and the items that make the key. */
export interface Keyed {
  readonly resource: string
  readonly keys: readonly string[]
  readonly keyItems: readonly string[]
}

/**
 * Takes rows away for good: what is, everything that they were, and copies of them that never got in. For an action of a
 * module that keeps the ground for it and writes the proof; who reads the feed is told by that module, since nothing is
 * left here to tell it by.
 */
export function purgeKeys(tx: Tx, k: Keyed): Promise<Purged> {
  return purged(
    tx,
    k,
    sql`delete from collected_rows where resource = ${k.resource}::uuid and key = any(${k.keys}::text[]) returning data`,
  )
}

/** Takes items out of current rows, and everything that the rows were. The change feed tells of it as of any change. */
export function emptyItems(tx: Tx, k: Keyed, items: readonly string[]): Promise<Purged> {
  return purged(
    tx,
    k,
    sql`update collected_rows set data = data - ${items}::text[], seq = default, tx = default
      where resource = ${k.resource}::uuid and key = any(${k.keys}::text[]) returning data`,
  )
}

/** Copies in quarantine are known by their key items as they were sent or corrected; another spelling is not found. */
async function purged(tx: Tx, k: Keyed, change: RawBuilder<unknown>): Promise<Purged> {
  const none = { rows: 0, history: 0, quarantined: 0 }
  if (k.keys.length === 0) return none
  const { rows } = await sql<Purged>`
    with now as (${change}), before as (
      delete from collected_history where resource = ${k.resource}::uuid and key = any(${k.keys}::text[]) returning 1
    ), copies as (
      delete from quarantined_rows q where q.resource = ${k.resource}::uuid and exists (
        select 1 from now where (select bool_and(coalesce(q.corrected->>i, q.data->>i) is not distinct from now.data->>i)
          from unnest(${k.keyItems}::text[]) as i)) returning 1
    )
    select (select count(*) from now)::int as rows, (select count(*) from before)::int as history,
      (select count(*) from copies)::int as quarantined`.execute(tx)
  return rows[0] ?? none
}

/** Quarantined rows that were sent before an instant. */
export async function purgeQuarantinedBefore(tx: Tx, resource: string, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from quarantined_rows where resource = ${resource}::uuid and at < ${before}::timestamptz`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

/** History of rows that ended before an instant: nothing of them is current any more. */
export async function purgeEndedBefore(tx: Tx, resource: string, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from collected_history h where resource = ${resource}::uuid and until < ${before}::timestamptz
      and not exists (select 1 from collected_rows r where r.resource = h.resource and r.key = h.key)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}
