import { sql } from 'kysely'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { getResource, subjectOf } from '#modules/catalogue'
import { lateFrom } from '#modules/catalogue/rules'
import { access } from '../access.ts'
import { type DeliveryPage, ListDeliveries } from '../contract.ts'
import { tables } from '../tables.ts'

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
        parts: d.parts.length,
        late: d.late,
      })),
    }
  },
})

async function lastDelivery(tx: Tx, resource: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(at) as at from deliveries where resource = ${resource}::uuid and done`.execute(tx)
  return rows[0]?.at ?? null
}
