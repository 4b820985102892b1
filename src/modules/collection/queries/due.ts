import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'

/** Which rows have been kept long enough. */
export interface Due {
  readonly resource: string
  readonly before: Date
  /** By the contract's time item, where the row has one; else by its last change. */
  readonly byTimeItem: boolean
  /** Only rows that still hold one of these items; absent: all. */
  readonly holding?: readonly string[]
}

function dueRow(d: Due): RawBuilder<boolean> {
  const since = d.byTimeItem ? sql`coalesce(at, since)` : sql`since`
  const holding = d.holding === undefined ? sql`` : sql` and data ?| ${d.holding}::text[]`
  return sql<boolean>`resource = ${d.resource}::uuid and ${since} < ${d.before}::timestamptz${holding}`
}

/** Current rows that are due, and what ended or broke its contract before then. */
export async function countDue(
  db: Tx | Database,
  d: Due,
): Promise<{ rows: number; ended: number; quarantined: number }> {
  const { rows } = await sql<{ rows: number; ended: number; quarantined: number }>`
    select (select count(*) from collected_rows where ${dueRow(d)})::int as rows,
      (select count(*) from collected_history h where resource = ${d.resource}::uuid and until < ${d.before}::timestamptz
        and not exists (select 1 from collected_rows r where r.resource = h.resource and r.key = h.key))::int as ended,
      (select count(*) from quarantined_rows where resource = ${d.resource}::uuid and at < ${d.before}::timestamptz)::int as quarantined`.execute(
    db,
  )
  return rows[0] ?? { rows: 0, ended: 0, quarantined: 0 }
}

/** Current rows of some resources together. */
export async function countHeld(db: Tx | Database, resources: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from collected_rows where resource = any(${[...resources]}::uuid[])`.execute(db)
  return rows[0]?.n ?? 0
}

export async function listDueKeys(tx: Tx, d: Due, limit: number): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select key from collected_rows where ${dueRow(d)} order by key limit ${limit} for update`.execute(tx)
  return rows.map((r) => r.key)
}
