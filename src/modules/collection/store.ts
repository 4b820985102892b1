import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#kernel/database'
import type { CheckedRow, Problem } from './rules.ts'

/** Where rows come from and what they were checked by. */
export interface Origin {
  readonly resource: string
  readonly delivery: string
  readonly version: number
  readonly now: Date
}

/** A checked row under the key by which it is stored. */
export type KeyedRow = CheckedRow & { readonly key: string }

/**
 * Stores rows of which each key occurs once: new ones are added, changed ones leave their former state in the history,
 * equal ones stay. One statement, so that no reader sees a row in neither place. `touch` names this delivery in equal
 * rows as well, so that a `replace` can tell what was not sent.
 */
export async function putRows(
  tx: Tx,
  rows: readonly KeyedRow[],
  o: Origin,
  touch: boolean,
): Promise<{ added: number; changed: number }> {
  if (rows.length === 0) return { added: 0, changed: 0 }
  const { rows: counts } = await sql<{ added: number; changed: number }>`
    with incoming as materialized (
      select i.key, i.place, i.at, i.data::jsonb as data from unnest(
        ${rows.map((r) => r.key)}::text[], ${rows.map((r) => r.place)}::text[],
        ${rows.map((r) => r.at)}::timestamptz[], ${rows.map((r) => r.json)}::text[]
      ) as i (key, place, at, data)
    ), former as (
      insert into collected_history (resource, key, since, until, delivery, version, place, at, data, ended_by, removed)
      select r.resource, r.key, r.since, ${o.now}::timestamptz, r.delivery, r.version, r.place, r.at, r.data, ${o.delivery}::uuid, false
      from incoming i join collected_rows r on r.resource = ${o.resource}::uuid and r.key = i.key
      where r.data <> i.data returning key
    ), put as (
      insert into collected_rows as r (resource, key, since, delivery, version, place, at, data)
      select ${o.resource}::uuid, i.key, ${o.now}::timestamptz, ${o.delivery}::uuid, ${o.version}::integer, i.place, i.at, i.data from incoming i
      on conflict (resource, key) do update set since = excluded.since, delivery = excluded.delivery, version = excluded.version,
        place = excluded.place, at = excluded.at, data = excluded.data, seq = default, tx = default
      where r.data <> excluded.data
      returning key
    )
    select (select count(*) from put)::int - (select count(*) from former)::int as added,
      (select count(*) from former)::int as changed`.execute(tx)
  if (touch)
    await sql`update collected_rows set delivery = ${o.delivery}::uuid
      where resource = ${o.resource}::uuid and key = any(${rows.map((r) => r.key)}::text[]) and delivery <> ${o.delivery}::uuid`.execute(
      tx,
    )
  return counts[0] ?? { added: 0, changed: 0 }
}

/** Ends every row that the delivery did not name. */
export async function endOthers(tx: Tx, o: Origin): Promise<number> {
  const { rows } = await sql<{ removed: number }>`
    with gone as (
      delete from collected_rows where resource = ${o.resource}::uuid and delivery <> ${o.delivery}::uuid returning *
    ), kept as (
      insert into collected_history (resource, key, since, until, delivery, version, place, at, data, ended_by, removed)
      select resource, key, since, ${o.now}::timestamptz, delivery, version, place, at, data, ${o.delivery}::uuid, true
      from gone returning 1
    )
    select count(*)::int as removed from kept`.execute(tx)
  return rows[0]?.removed ?? 0
}

/** A row that broke its contract, with the line where it stood. */
export interface Breach {
  readonly line: number
  readonly data: Readonly<Record<string, unknown>>
  readonly problems: readonly Problem[]
}

export async function putBreaches(tx: Tx, breaches: readonly Breach[], o: Origin): Promise<void> {
  if (breaches.length === 0) return
  await sql`
    insert into quarantined_rows (resource, id, delivery, line, version, data, problems, state, at)
    select ${o.resource}::uuid, b.id, ${o.delivery}::uuid, b.line, ${o.version}::integer, b.data::jsonb, b.problems::jsonb, 'waiting', ${o.now}::timestamptz
    from unnest(${breaches.map(() => uuidv7())}::uuid[], ${breaches.map((b) => b.line)}::integer[],
      ${breaches.map((b) => storable(b.data))}::text[], ${breaches.map((b) => JSON.stringify(b.problems))}::text[]
    ) as b (id, line, data, problems)`.execute(tx)
}

/** As it was sent; what a database cannot store is shown by the sign for a character that is none. */
function storable(data: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(data, (_, v) =>
    typeof v === 'string' ? v.replaceAll('\u0000', '\ufffd').toWellFormed() : v,
  )
}
