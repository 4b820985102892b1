import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#kernel/database'
import type { Content, Item } from '#modules/catalogue/contract'
import { currentRows } from '#modules/collection'
import type { Grant } from '../contract/grants.ts'
import type { Mask, RowCondition } from '../contract/terms.ts'
import { isPlainText } from '../rules/filter.ts'
import { partialFormOf } from '../rules/masks.ts'

/** Position in a listing: the transaction and number of the row's last change. */
export interface Position {
  readonly tx: string
  readonly seq: string
}

/** Text to be found in one of some items, which have to be given in clear: else a row that is found tells its value. */
export interface Search {
  readonly text: string
  readonly items: readonly string[]
}

/**
 * Rows as a grant gives them: its row filter and the caller's in `where`, its columns and masks in `select`, so that
 * nothing that is not given leaves the database. Ordered by when they last changed; each page's end is the next one's
 * beginning.
 */
export async function readRows(
  tx: Tx,
  grant: Grant,
  content: Content,
  read: {
    items: readonly string[]
    where: readonly RowCondition[]
    after: Position | undefined
    limit: number
    search?: Search | undefined
    /** Only what changed in transactions before this one: a delivery in parts has an end that does not move. */
    before?: string
  },
): Promise<{ rows: Record<string, unknown>[]; since: Date[]; last: Position | undefined }> {
  const items = new Map(content.items.map((i) => [i.name, i]))
  const columns = read.items.flatMap((name) => {
    const item = items.get(name)
    return item === undefined
      ? []
      : [sql`${name}::text, ${columnOf(item, grant.terms.masks[name], grant.id)}`]
  })
  const conditions = [
    ...[...grant.terms.rows, ...read.where].map((c) => filterCondition(c, items.get(c.item))),
    ...(read.search === undefined ? [] : [searchCondition(read.search)]),
  ]
  const after =
    read.after === undefined
      ? sql``
      : sql`and (tx, seq) > (${read.after.tx}::xid8, ${read.after.seq}::bigint)`
  const before = read.before === undefined ? sql`` : sql`and tx < ${read.before}::xid8`
  const keyed = keyCondition([...grant.terms.rows, ...read.where], content)
  // `found.` names the columns to sort by: `tx` alone would be the text in the output, where 10 comes before 9. The `case`
  // hides the filter from the planner, which would take it to be rare and sort the whole resource for a page.
  const filter =
    conditions.length === 0
      ? sql``
      : sql`and case when ${sql.join(conditions, sql` and `)} then true else false end`
  const { rows } = await sql<{ data: Record<string, unknown>; since: Date; tx: string; seq: string }>`
    select ${objectOf(columns)} as data, since, tx::text, seq::text from ${currentRows()} as found
    where resource = ${grant.resource}::uuid and tx < pg_snapshot_xmin(pg_current_snapshot()) ${after} ${before} ${keyed} ${filter}
    order by found.tx, found.seq limit ${read.limit}`.execute(tx)
  const last = rows.at(-1)
  return {
    rows: rows.map((r) => r.data),
    since: rows.map((r) => r.since),
    last: last === undefined ? undefined : { tx: last.tx, seq: last.seq },
  }
}

/** Rows that are asked for by their key are found by it, not among all of the resource. */
function keyCondition(conditions: readonly RowCondition[], content: Content): RawBuilder<unknown> {
  const [key, ...others] = content.items.filter((i) => i.key)
  if (key === undefined || others.length > 0) return sql``
  const asked = conditions.filter((c) => c.item === key.name && (c.op === '=' || c.op === 'in'))
  // Only text stands in the key as it is written: a number may be asked for as 7 or as 7.0.
  if (asked.length === 0 || !isPlainText(key.type)) return sql``
  return sql.join(
    asked.map((c) => sql`and key = any(${c.values}::text[])`),
    sql` `,
  )
}

/** How many rows the grant's filter lets through, counted up to a bound. */
export async function countGranted(tx: Tx, grant: Grant, content: Content, most: number): Promise<number> {
  const items = new Map(content.items.map((i) => [i.name, i]))
  const conditions = grant.terms.rows.map((c) => filterCondition(c, items.get(c.item)))
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from ${currentRows()} where resource = ${grant.resource}::uuid
        and tx < pg_snapshot_xmin(pg_current_snapshot())
        ${conditions.length === 0 ? sql`` : sql`and ${sql.join(conditions, sql` and `)}`} limit ${most}
    ) as found`.execute(tx)
  return rows[0]?.count ?? 0
}

/** The transaction before which everything is final: what changes later lies behind it. */
export async function horizonOf(tx: Tx): Promise<string> {
  const { rows } = await sql<{ horizon: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(tx)
  return rows[0]?.horizon ?? '0'
}

/** A function takes a hundred arguments at most, so wide rows are made of several objects. */
function objectOf(columns: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = []
  for (let n = 0; n < columns.length; n += 50)
    parts.push(sql`jsonb_build_object(${sql.join(columns.slice(n, n + 50))})`)
  return parts.length === 0 ? sql`'{}'::jsonb` : sql.join(parts, sql` || `)
}

function columnOf(item: Item, mask: Mask | undefined, grant: string): RawBuilder<unknown> {
  const text = sql`data->>${item.name}::text`
  switch (mask) {
    case undefined:
      return sql`data->${item.name}::text`
    case 'hide':
      return sql`null::text`
    case 'partial':
      return sql`mask_hidden(${text}, ${partialMask(item.personal, text)})`
    case 'pseudonym':
      return sql`mask_pseudonym((select pseudonym_key from sharing_grants where id = ${grant}::uuid), ${text})`
    case 'year':
      return sql`left(${text}, 4)`
    case 'county':
      return sql`mask_county(${text})`
  }
}

/** The table's form as the function of the same name. */
export function partialMask(kind: string | null, text: RawBuilder<unknown>): RawBuilder<unknown> {
  const by = partialFormOf(kind)
  return by.form === 'ends'
    ? sql`mask_ends(${text}, ${by.head}::integer, ${by.tail}::integer)`
    : sql`${sql.ref(`mask_${by.form}`)}(${text})`
}

/** By position and not by pattern: nothing in the text has a meaning of its own. */
function searchCondition({ text, items }: Search): RawBuilder<boolean> {
  const found = items.map((name) => sql`strpos(lower(data->>${name}::text), lower(${text}::text)) > 0`)
  return sql<boolean>`(${sql.join(found, sql` or `)})`
}

/**
 * The row filter as SQL over the collected rows. A condition on a value that is not there does not hold, `!=` neither: an
 * unknown place is in no place.
 */
export function filterCondition(c: RowCondition, item: Item | undefined): RawBuilder<boolean> {
  if (item === undefined) return sql<boolean>`false`
  const text = sql`(data->>${c.item}::text)`
  if (c.op === 'filled') return sql<boolean>`${text} is not null`
  if (c.op === 'in') return sql<boolean>`${text} = any(${c.values}::text[])`
  if (c.op === 'within')
    return sql<boolean>`(${sql.join(
      c.values.map((p) => sql`${text} = ${p}::text or starts_with(${text}, ${`${p}/`}::text)`),
      sql` or `,
    )})`
  const op = sql.raw(c.op === '!=' ? '<>' : c.op)
  const value = c.values[0] ?? ''
  return isPlainText(item.type)
    ? sql<boolean>`${text} collate "C" ${op} ${value}::text collate "C"`
    : sql<boolean>`${text}::numeric ${op} ${value}::numeric`
}
