import { type RawBuilder, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#kernel/database'
import type { Breach, KeyedRow, Measures } from './rules.ts'

/** Where rows come from and what they were checked by. */
export interface Origin {
  readonly resource: string
  readonly delivery: string
  readonly version: number
  readonly now: Date
}

/**
 * One delivery of a resource at a time, until its transaction ends: a row's former state is what the history gets, and
 * two that change one row at once would both take the same state for the former.
 */
export function takeTurn(resource: string) {
  return sql`select pg_advisory_xact_lock(hashtextextended(${`collection ${resource}`}, 0))`
}

/**
 * Stores rows of which each key occurs once: new ones are added, changed ones leave their former state in the history,
 * equal ones stay. One statement, so that no reader sees a row in neither place, and one JSON text, which the database
 * reads faster than an array of them. The transaction has its turn (`takeTurn`). `touch` names this delivery in equal
 * rows as well, so that a `replace` can tell what was not sent. New rows get their places in the change feed in the order
 * in which they were sent: a join may turn it round, and of a series the older value would come too late.
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
      select i.n, i.k as key, i.p as place, i.a as at, i.d as data, r.key is not null as known, r.data <> i.d as differs,
        r.since as was_since, r.delivery as was_delivery, r.version as was_version, r.place as was_place, r.at as was_at, r.data as was
      from rows from (jsonb_to_recordset(${asJson(rows)}::jsonb) as (k text, p text, a timestamptz, d jsonb))
        with ordinality as i (k, p, a, d, n)
      left join collected_rows r on r.resource = ${o.resource}::uuid and r.key = i.k
    ), former as (
      insert into collected_history (resource, key, since, until, delivery, version, place, at, data, ended_by, removed)
      select ${o.resource}::uuid, key, was_since, ${o.now}::timestamptz, was_delivery, was_version, was_place, was_at, was, ${o.delivery}::uuid, false
      from incoming where differs
    ), changed as (
      update collected_rows r set since = ${o.now}::timestamptz, delivery = ${o.delivery}::uuid, version = ${o.version}::integer,
        place = i.place, at = i.at, data = i.data, seq = default, tx = default
      from incoming i where i.differs and r.resource = ${o.resource}::uuid and r.key = i.key
    ), touched as (
      update collected_rows r set delivery = ${o.delivery}::uuid
      from incoming i where ${touch}::boolean and not i.differs and r.resource = ${o.resource}::uuid and r.key = i.key
    ), added as (
      insert into collected_rows (resource, key, since, delivery, version, place, at, data)
      select ${o.resource}::uuid, key, ${o.now}::timestamptz, ${o.delivery}::uuid, ${o.version}::integer, place, at, data
      from incoming where not known order by n
    )
    select (count(*) filter (where not known))::int as added, (count(*) filter (where differs))::int as changed
    from incoming`.execute(tx)
  return counts[0] ?? { added: 0, changed: 0 }
}

function asJson(rows: readonly KeyedRow[]): string {
  let text = ''
  for (const { key, place, at, json } of rows)
    text += `${text === '' ? '[' : ','}{"k":${JSON.stringify(key)},"p":${quoted(place)},"a":${quoted(at)},"d":${json}}`
  return `${text}]`
}

/** Places and instants are digits and signs that need no escape. */
function quoted(text: string | null): string {
  return text === null ? 'null' : `"${text}"`
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

/** In a `replace` a row that was named stays, though what was said of it was wrong. */
export async function keepNamed(tx: Tx, breaches: readonly Breach[], o: Origin): Promise<void> {
  const keys = breaches.flatMap((b) => b.key ?? [])
  if (keys.length === 0) return
  await sql`update collected_rows set delivery = ${o.delivery}::uuid
    where resource = ${o.resource}::uuid and key = any(${keys}::text[]) and delivery <> ${o.delivery}::uuid`.execute(
    tx,
  )
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
export function storable(data: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(data, (_, v) =>
    typeof v === 'string' ? v.replaceAll('\u0000', '\ufffd').toWellFormed() : v,
  )
}

/** Adds to the day on which the delivery began. */
export async function addToDay(tx: Tx, resource: string, day: string, m: Measures): Promise<void> {
  await sql`
    insert into quality_days as q (resource, day, sent, cells, filled, invalid, inconsistent, duplicates, deliveries, late)
    values (${resource}::uuid, ${day}::date, ${m.sent}, ${m.cells}, ${m.filled}, ${m.invalid}, ${m.inconsistent},
      ${m.duplicates}, ${m.deliveries}, ${m.late})
    on conflict (resource, day) do update set sent = q.sent + excluded.sent, cells = q.cells + excluded.cells,
      filled = q.filled + excluded.filled, invalid = q.invalid + excluded.invalid,
      inconsistent = q.inconsistent + excluded.inconsistent, duplicates = q.duplicates + excluded.duplicates,
      deliveries = q.deliveries + excluded.deliveries, late = q.late + excluded.late`.execute(tx)
}

/** Makes the days of a resource anew from its deliveries. */
export async function recountDays(tx: Tx, resource: string): Promise<void> {
  await sql`delete from quality_days where resource = ${resource}::uuid`.execute(tx)
  await sql`
    insert into quality_days (resource, day, sent, cells, filled, invalid, inconsistent, duplicates, deliveries, late)
    select resource, (at at time zone 'Asia/Shanghai')::date, sum(sent), sum(cells), sum(filled), sum(invalid),
      sum(inconsistent), sum(duplicates), count(*) filter (where done), count(*) filter (where late)
    from deliveries where resource = ${resource}::uuid group by 1, 2`.execute(tx)
}

interface Filter {
  readonly item?: string | undefined
  readonly reason?: string | undefined
  readonly delivery?: string | undefined
  readonly after?: string | undefined
}

/** Conditions on quarantined rows. */
export function matching(f: Filter): RawBuilder<boolean> {
  const problem = {
    ...(f.item === undefined ? {} : { item: f.item }),
    ...(f.reason === undefined ? {} : { reason: f.reason }),
  }
  const conditions = [
    sql<boolean>`true`,
    ...(Object.keys(problem).length === 0
      ? []
      : [sql<boolean>`problems @> ${JSON.stringify([problem])}::jsonb`]),
    ...(f.delivery === undefined ? [] : [sql<boolean>`delivery = ${f.delivery}::uuid`]),
    ...(f.after === undefined ? [] : [sql<boolean>`id > ${f.after}::uuid`]),
  ]
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}
