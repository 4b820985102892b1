import { type RawBuilder, sql } from 'kysely'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { getResource, subjectOf } from '#modules/catalogue'
import { lateFrom } from '#modules/catalogue/rules'
import { access } from './access.ts'
import { type DeliveryPage, ListDeliveries, ListRows, type RowPage } from './contract.ts'
import { tables } from './tables.ts'

export const listDeliveries = defineQuery({
  name: 'collection.deliveries',
  input: ListDeliveries,
  allow: access.watch,
  async run(tx, { input, authorise }): Promise<DeliveryPage> {
    const resource = await getResource(tx, input.id)
    authorise(subjectOf(resource))
    const rows = await tables(tx)
      .selectFrom('deliveries')
      .selectAll()
      .where('resource', '=', input.id)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(input.limit)
      .offset(input.offset)
      .execute()
    const last = await lastDelivery(tx, input.id)
    const begun = last ?? (resource.publishedAt === null ? null : new Date(resource.publishedAt))
    return {
      lateFrom: begun === null ? null : (lateFrom(resource.content.cycle, begun)?.toISOString() ?? null),
      rows: rows.map((d) => ({
        id: d.id,
        at: d.at.toISOString(),
        channel: d.channel,
        source: d.source,
        version: d.version,
        done: d.done,
        counts: {
          sent: d.sent,
          added: d.added,
          changed: d.changed,
          same: d.same,
          quarantined: d.quarantined,
          removed: d.removed,
        },
        unknown: d.unknown,
      })),
    }
  },
})

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
function rowsAsOf(asOf: string | undefined): RawBuilder<unknown> {
  if (asOf === undefined) return currentRows()
  return sql`(
    select resource, key, since, place, at, data from collected_rows where since <= ${asOf}::timestamptz
    union all
    select resource, key, since, place, at, data from collected_history
    where since <= ${asOf}::timestamptz and until > ${asOf}::timestamptz
  ) as known`
}

async function lastDelivery(tx: Tx, resource: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(at) as at from deliveries where resource = ${resource}::uuid and done`.execute(tx)
  return rows[0]?.at ?? null
}
