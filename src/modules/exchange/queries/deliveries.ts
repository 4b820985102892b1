import { z } from 'zod'
import { defineQuery, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { giveRows, usesOn } from '#modules/sharing'
import { access } from '../access.ts'
import { judgeDelivery, stoppedBy } from '../actions/deliveries.ts'
import type { Manifest } from '../contract.ts'
import { type Delivery, findDelivery, listParts } from '../store.ts'
import { tables } from '../tables.ts'

/** Rows a file, at most. */
const rowsPerPart = 10_000

const Ref = z.object({ delivery: z.uuid() })

async function withConsumer(tx: Tx, id: string): Promise<{ delivery: Delivery; consumer: string }> {
  const delivery = await findDelivery(tx, id)
  if (delivery === undefined) throw new Refusal('not-found', 'exchange.no-delivery')
  const system = await tables(tx)
    .selectFrom('exchange_systems')
    .select('organization')
    .where('id', '=', delivery.system)
    .executeTakeFirstOrThrow()
  return { delivery, consumer: system.organization }
}

/**
 * The rows of the next file, or which condition of the grant stops the delivery. A day gives so many rows as all its
 * calls could fetch (`callsPerDay` × `rowsPerCall`); beyond that it stops with `row-quota`.
 */
export const nextRows = defineQuery({
  name: 'exchange.next-rows',
  input: Ref,
  allow: access.deliver,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const { delivery, consumer } = await withConsumer(tx, input.delivery)
    const use = await judgeDelivery(tx, delivery, consumer, now)
    const stopped = stoppedBy(use)
    if (stopped !== undefined) return { stopped: stopped as string }
    const { terms, id } = use.grant
    const left = terms.callsPerDay * terms.rowsPerCall - (await usesOn(tx, id, dayOf(now))).rows
    if (left <= 0) return { stopped: 'row-quota' }
    const { rows, next } = await giveRows(tx, use, {
      where: delivery.wish.where,
      after: delivery.position ?? undefined,
      before: delivery.horizon ?? '0',
      limit: Math.min(rowsPerPart, left),
    })
    const parts = await listParts(tx, delivery.id)
    return { rows, next, from: delivery.position, grant: id, parts: parts.length }
  },
})

/** What the manifest says, but for the key that signs it. */
export const partsOf = defineQuery({
  name: 'exchange.parts',
  input: Ref,
  allow: access.deliver,
  async run(tx, { input, now, authorise }): Promise<Omit<Manifest, 'key' | 'alg'>> {
    authorise({})
    const { delivery, consumer } = await withConsumer(tx, input.delivery)
    const { grant, items } = await judgeDelivery(tx, delivery, consumer, now)
    return {
      delivery: delivery.id,
      grant: grant.id,
      resource: grant.resource,
      consumer,
      purpose: delivery.wish.purpose,
      items: [...items],
      rows: delivery.rows,
      parts: await listParts(tx, delivery.id),
      // Whatever changed in this transaction or later was not in it.
      until: `${delivery.horizon ?? '0'}.0`,
    }
  },
})

export const listExpired = defineQuery({
  name: 'exchange.expired',
  input: z.object({}),
  allow: access.deliver,
  async run(tx, { now, authorise }) {
    authorise({})
    const rows = await tables(tx)
      .selectFrom('exchange_deliveries')
      .select('id')
      .where('state', '<>', 'expired')
      .where('expires_at', '<=', now)
      .limit(1000)
      .execute()
    return rows.map((r) => r.id)
  },
})
