import { type RawBuilder, sql } from 'kysely'
import { defineQuery, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { getResource, subjectOf } from '#modules/catalogue'
import { access } from '../access.ts'
import {
  type ChangePage,
  ListChanges,
  ListRows,
  type RowChange,
  type RowHistory,
  RowHistoryOf,
  type RowPage,
} from '../contract.ts'

/** The provider's own look at its rows, now or as they were known at an instant. */
export const listRows = defineQuery({
  name: 'collection.rows',
  input: ListRows,
  allow: access.readRows,
  async run(tx, { input, authorise, logRead }): Promise<RowPage> {
    const resource = await getResource(tx, input.id)
    authorise(subjectOf(resource))
    const { rows } = await sql<{ key: string; since: Date; data: Record<string, unknown> }>`
      select key, since, data from ${rowsAsOf(input.asOf)} where resource = ${input.id}::uuid
        and key > ${input.after ?? ''} order by key limit ${input.limit + 1}`.execute(tx)
    const page = rows.slice(0, input.limit)
    logRead(subjectOf(resource), ['rows'])
    return {
      rows: page.map((r) => ({ key: r.key, since: r.since.toISOString(), data: r.data })),
      next: rows.length > input.limit ? (page.at(-1)?.key ?? null) : null,
    }
  },
})

/**
 * A table expression of rows as they are now, for modules that give them on: columns resource, key, since, place, at,
 * data, and tx, seq, the position in the change feed.
 */
export function currentRows(): RawBuilder<unknown> {
  return sql`collected_rows`
}

/** A table expression of rows as the platform knew them at an instant: columns resource, key, since, place, at, data. */
export function rowsAsOf(asOf: string | undefined): RawBuilder<unknown> {
  if (asOf === undefined) return currentRows()
  return sql`(
    select resource, key, since, place, at, data from collected_rows where since <= ${asOf}::timestamptz
    union all
    select resource, key, since, place, at, data from collected_history
    where since <= ${asOf}::timestamptz and until > ${asOf}::timestamptz
  ) as known`
}

/** What changed since a position, in the order in which it became final; the provider's own feed. */
export const listChanges = defineQuery({
  name: 'collection.changes',
  input: ListChanges,
  allow: access.readRows,
  async run(tx, { input, authorise, logRead }): Promise<ChangePage> {
    const resource = await getResource(tx, input.id)
    authorise(subjectOf(resource))
    logRead(subjectOf(resource), ['changes'])
    return readChanges(tx, resource.id, input.after, input.limit)
  },
})

interface FeedRow {
  tx: string
  seq: string
  kind: RowChange['kind']
  key: string
  at: Date
  data: Record<string, unknown> | null
}

/**
 * A page of the feed. Transactions that still run, and those that began after one of them, wait for the next page: a
 * reader that went past them would never see what they commit (as `kernel/events` does).
 */
export async function readChanges(
  tx: Tx,
  resource: string,
  after: string | undefined,
  limit: number,
): Promise<ChangePage> {
  const [afterTx = '0', afterSeq = '0'] = (after ?? '0-0').split('-')
  const place = sql`(${afterTx}::text::xid8, ${afterSeq}::bigint)`
  const { rows } = await sql<FeedRow>`
    select * from (
      (select tx, seq, case when born > ${afterTx}::text::xid8 then 'added' else 'changed' end as kind, key, since as at, data
      from collected_rows where resource = ${resource}::uuid and (tx, seq) > ${place}
        and tx < pg_snapshot_xmin(pg_current_snapshot()) order by tx, seq limit ${limit + 1})
      union all
      (select tx, seq, 'removed', key, until, null
      from collected_history where resource = ${resource}::uuid and removed and (tx, seq) > ${place}
        and tx < pg_snapshot_xmin(pg_current_snapshot()) order by tx, seq limit ${limit + 1})
    ) as feed order by tx, seq, kind desc limit ${limit + 1}`.execute(tx)
  const page = rows.slice(0, limit)
  const changes = page.map((r) => ({
    position: `${r.tx}-${r.seq}`,
    kind: r.kind,
    key: r.key,
    at: r.at.toISOString(),
    data: r.data,
  }))
  return { changes, next: changes.at(-1)?.position ?? after ?? '0-0', more: rows.length > limit }
}

/** Everything that the platform has known a row as. */
export const getRowHistory = defineQuery({
  name: 'collection.row-history',
  input: RowHistoryOf,
  allow: access.readRows,
  async run(tx, { input, authorise, logRead }): Promise<RowHistory> {
    const resource = await getResource(tx, input.id)
    authorise(subjectOf(resource))
    const { rows } = await sql<{
      since: Date
      until: Date | null
      version: number
      delivery: string
      removed: boolean
      data: Record<string, unknown>
    }>`
      select since, null::timestamptz as until, version, delivery, false as removed, data from collected_rows
      where resource = ${input.id}::uuid and key = ${input.key}
      union all
      (select since, until, version, delivery, removed, data from collected_history
      where resource = ${input.id}::uuid and key = ${input.key} order by since desc limit 500)
      order by since desc`.execute(tx)
    if (rows.length === 0) throw new Refusal('not-found', 'collection.no-row', { key: input.key })
    logRead(subjectOf(resource), ['row history'])
    return {
      states: rows.map((r) => ({
        ...r,
        since: r.since.toISOString(),
        until: r.until?.toISOString() ?? null,
      })),
    }
  },
})
