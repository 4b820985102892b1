import { sql } from 'kysely'
import type { Tx } from '#kernel/database'

export interface Purged {
  readonly rows: number
  readonly history: number
  readonly quarantined: number
}

/**
 * Takes rows away for good: what is, and everything that they were. For an action of a module that keeps the ground for
 * it and writes the proof; who reads the feed is told by that module, since nothing is left here to tell it by.
 */
export async function purgeKeys(tx: Tx, resource: string, keys: readonly string[]): Promise<Purged> {
  if (keys.length === 0) return { rows: 0, history: 0, quarantined: 0 }
  const { rows } = await sql<Purged>`
    with now as (
      delete from collected_rows where resource = ${resource}::uuid and key = any(${keys}::text[]) returning 1
    ), before as (
      delete from collected_history where resource = ${resource}::uuid and key = any(${keys}::text[]) returning 1
    )
    select (select count(*) from now)::int as rows, (select count(*) from before)::int as history, 0 as quarantined`.execute(
    tx,
  )
  return rows[0] ?? { rows: 0, history: 0, quarantined: 0 }
}

/** Quarantined rows whose values, as they were sent, hold all of these: the copies of one row that never got in. */
export async function purgeQuarantinedLike(
  tx: Tx,
  resource: string,
  values: Readonly<Record<string, unknown>>,
): Promise<number> {
  if (Object.keys(values).length === 0) return 0
  const { numAffectedRows } = await sql`
    delete from quarantined_rows where resource = ${resource}::uuid
      and (data @> ${JSON.stringify(values)}::jsonb or corrected @> ${JSON.stringify(values)}::jsonb)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
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

/** Takes items out of current rows, and everything that the rows were. The change feed tells of it as of any change. */
export async function emptyItems(
  tx: Tx,
  resource: string,
  keys: readonly string[],
  items: readonly string[],
): Promise<Purged> {
  if (keys.length === 0) return { rows: 0, history: 0, quarantined: 0 }
  const { rows } = await sql<Purged>`
    with now as (
      update collected_rows set data = data - ${items}::text[], seq = default, tx = default
      where resource = ${resource}::uuid and key = any(${keys}::text[]) returning 1
    ), before as (
      delete from collected_history where resource = ${resource}::uuid and key = any(${keys}::text[]) returning 1
    )
    select (select count(*) from now)::int as rows, (select count(*) from before)::int as history, 0 as quarantined`.execute(
    tx,
  )
  return rows[0] ?? { rows: 0, history: 0, quarantined: 0 }
}
