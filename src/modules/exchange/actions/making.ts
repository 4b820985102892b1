import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { countRows, horizonOf } from '#modules/sharing'
import { access } from '../access.ts'
import { DeliveryPart } from '../contract.ts'
import { type Delivery, findDelivery, named } from '../store.ts'
import { tables } from '../tables.ts'

/** What the worker does with a delivery, step by step; whatever is killed between two steps goes on with the next. */

const Ref = z.object({ delivery: z.uuid() })

async function existing(tx: Tx, id: string): Promise<Delivery> {
  const found = await findDelivery(tx, id)
  if (found === undefined) throw new Refusal('not-found', 'exchange.no-delivery')
  return found
}

/** Fixes where the delivery ends, once. */
export const startDelivery = defineAction({
  name: 'exchange.start-delivery',
  input: Ref,
  allow: access.deliver,
  async run(tx, { input, authorise }) {
    authorise({})
    const before = await existing(tx, input.delivery)
    const horizon = before.horizon ?? (await horizonOf(tx))
    const state = before.state === 'waiting' ? ('running' as const) : before.state
    await tables(tx)
      .updateTable('exchange_deliveries')
      .set({ state, horizon })
      .where('id', '=', before.id)
      .execute()
    const after: Delivery = { ...before, state, horizon }
    return {
      output: after,
      subject: { type: 'exchange-delivery', id: before.id },
      change: { state: [before.state, state] },
    }
  },
})

/** A file lies ready: its row, where the next one begins, and the rows that the grant gave. */
export const putPart = defineAction({
  name: 'exchange.put-part',
  input: Ref.extend({
    part: DeliveryPart,
    grant: z.uuid(),
    /** Where it began; another worker has gone further when it is no longer so. */
    from: z.string().nullable(),
    next: z.string(),
  }),
  allow: access.deliver,
  async run(_tx, { input, now, authorise }) {
    authorise({})
    const { delivery, part, from, next, grant } = input
    return {
      output: { delivery, next },
      subject: { type: 'exchange-delivery', id: delivery },
      change: { part: part.no, rows: part.rows, digest: part.digest },
      write: {
        ctes: [
          sql`moved as (update exchange_deliveries set position = ${next}, rows = rows + ${part.rows}
            where id = ${delivery}::uuid and state = 'running' and position is not distinct from ${from}::text
              and not exists (select 1 from exchange_parts p where p.delivery = ${delivery}::uuid and p.no = ${part.no})
            returning 1)`,
          sql`put as (insert into exchange_parts (delivery, no, rows, bytes, digest, signature)
            select ${delivery}::uuid, ${part.no}::integer, ${part.rows}::integer, ${part.bytes}::integer, ${part.digest}, ${part.signature}
            where exists (select 1 from moved))`,
          named('rows_given', countRows(grant, dayOf(now), part.rows, 'moved')),
        ],
        guard: {
          cte: 'moved',
          refuse: async () => new Refusal('conflict', 'exchange.delivery-elsewhere', { delivery }),
        },
      },
    }
  },
})

/** Done with a signed manifest, stopped by a condition of the grant, or over. */
export const finishDelivery = defineAction({
  name: 'exchange.finish-delivery',
  input: Ref.extend({
    state: z.enum(['done', 'stopped', 'expired']),
    condition: z.string().max(100).nullable(),
    manifest: z.object({ text: z.string(), signature: z.string() }).nullable(),
  }),
  allow: access.deliver,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const before = await existing(tx, input.delivery)
    const { state, condition, manifest } = input
    await tables(tx)
      .updateTable('exchange_deliveries')
      .set({
        state,
        condition,
        finished_at: before.finished_at ?? now,
        ...(manifest === null ? {} : { manifest: manifest.text, signature: manifest.signature }),
      })
      .where('id', '=', before.id)
      .execute()
    return {
      output: { delivery: before.id, state },
      subject: { type: 'exchange-delivery', id: before.id },
      change: { state: [before.state, state], condition },
    }
  },
})
