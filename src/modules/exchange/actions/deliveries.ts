import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { denial, findGrant, judgeUse, parseWhere, type Use } from '#modules/sharing'
import { access } from '../access.ts'
import { type Call, signAnswer } from '../call.ts'
import type { DeliveryWish, ExchangeDelivery } from '../contract.ts'
import { rangeOf } from '../rules.ts'
import { type Delivery, deliveryView, findDelivery, listParts } from '../store.ts'
import {
  aboutGrant,
  type Checked,
  counted,
  existingGrant,
  judgeExisting,
  notCounted,
  refused,
} from './calls.ts'

const dayMs = 86_400_000

export interface RequestInput extends Checked {
  readonly grant: string
  readonly wish: DeliveryWish
  readonly days: number
}

/** Asks for all rows of a grant with `bulk` as files; a job makes them. Counts as one call. */
export const requestDelivery = defineAction({
  name: 'exchange.request-delivery',
  input: z.custom<RequestInput>((v) => typeof v === 'object' && v !== null),
  allow: access.call,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const { call, wish } = input
    const use = await judgeExisting(tx, input.grant, {
      consumer: call.key?.organization ?? '',
      action: 'bulk',
      purpose: wish.purpose,
      items: wish.items,
      rows: 0,
      now,
    })
    const { grant } = use
    const about = aboutGrant(grant, { purpose: wish.purpose, items: use.items })
    if (!use.judgement.permitted) return refused(input, denial(use.judgement.condition), about, now)
    parseWhere(wish.where, grant, use.resource.content)
    const view: ExchangeDelivery = {
      id: call.id,
      grant: grant.id,
      state: 'waiting',
      rows: 0,
      parts: 0,
      condition: null,
      requestedAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + input.days * dayMs).toISOString(),
      manifest: null,
    }
    const answer = signAnswer(input.own, call, 202, Buffer.from(JSON.stringify(view)), now)
    const outcome = counted(tx, input, { grant, about, answer, now })
    return {
      ...outcome,
      events: [{ name: 'exchange.delivery-requested', payload: { delivery: view.id } }],
      write: { ...outcome.write, ctes: [...(outcome.write?.ctes ?? []), newDelivery(view, input)] },
    }
  },
})

function newDelivery(view: ExchangeDelivery, { call, wish }: RequestInput) {
  return sql`delivery as (
    insert into exchange_deliveries (id, grant_id, system, alg, wish, state, position, rows, requested_at, expires_at)
    select ${view.id}::uuid, ${view.grant}::uuid, ${call.key?.system ?? ''}::uuid, ${call.key?.alg ?? ''},
      ${JSON.stringify(wish)}::jsonb, 'waiting', ${wish.after ?? null}::text, 0,
      ${view.requestedAt}::timestamptz, ${view.expiresAt}::timestamptz
    where exists (select 1 from used))`
}

export interface DeliveryInput extends Checked {
  readonly delivery: string
}

/** How far a delivery is, and its signed manifest once it is done. */
export const seeDelivery = defineAction({
  name: 'exchange.see-delivery',
  input: z.custom<DeliveryInput>((v) => typeof v === 'object' && v !== null),
  allow: access.call,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const delivery = await ownDelivery(tx, input.delivery, input.call)
    const grant = await existingGrant(tx, delivery.grant_id)
    const parts = await listParts(tx, delivery.id)
    const view = deliveryView(delivery, parts.length)
    const answer = signAnswer(input.own, input.call, 200, Buffer.from(JSON.stringify(view)), now)
    return notCounted(input, aboutGrant(grant, { purpose: delivery.wish.purpose }), answer)
  },
})

export interface PartInput extends DeliveryInput {
  readonly part: number
  /** The file's bytes; undefined where it is gone. */
  readonly read: (delivery: string, part: number, digest: string) => Promise<Buffer | undefined>
}

/** A file of a delivery, whole or in the range that was asked for, as long as the grant is in force. */
export const fetchPart = defineAction({
  name: 'exchange.fetch-part',
  input: z.custom<PartInput>((v) => typeof v === 'object' && v !== null),
  allow: access.call,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const { call } = input
    const delivery = await ownDelivery(tx, input.delivery, call)
    const use = await judgeDelivery(tx, delivery, call.key?.organization ?? '', now)
    const about = aboutGrant(use.grant, { purpose: delivery.wish.purpose, items: use.items })
    const stopped = stoppedBy(use)
    if (stopped !== undefined) return refused(input, denial(stopped), about, now)
    if (delivery.state === 'expired' || delivery.expires_at <= now)
      return refused(input, gone('expired'), about, now)
    const part = (await listParts(tx, delivery.id)).find((p) => p.no === input.part)
    const file = part === undefined ? undefined : await input.read(delivery.id, part.no, part.digest)
    if (part === undefined || file === undefined) return refused(input, gone('part'), about, now)
    const range = rangeOf(call.message.header('range'), file.length)
    if (range === 'unsatisfiable')
      return refused(input, new Refusal('invalid', 'exchange.range', { condition: 'range' }), about, now)
    const bytes = range === undefined ? file : file.subarray(range.from, range.to + 1)
    const signed = signAnswer(input.own, call, range === undefined ? 200 : 206, bytes, now)
    const answer = {
      ...signed,
      headers: {
        ...signed.headers,
        'content-type': 'application/gzip',
        'accept-ranges': 'bytes',
        'repr-digest': `sha-256=:${Buffer.from(part.digest, 'hex').toString('base64')}:`,
        ...(range === undefined ? {} : { 'content-range': `bytes ${range.from}-${range.to}/${file.length}` }),
      },
    }
    return notCounted(input, { ...about, rows: part.rows }, answer)
  },
})

function gone(condition: 'expired' | 'part'): Refusal {
  return new Refusal('not-found', `exchange.delivery-${condition}`, { condition })
}

/** A delivery of another system looks like none. @throws Refusal `not-found` */
async function ownDelivery(tx: Tx, id: string, call: Call): Promise<Delivery> {
  const delivery = await findDelivery(tx, id)
  if (delivery === undefined || delivery.system !== call.key?.system)
    throw new Refusal('not-found', 'exchange.no-delivery', { condition: 'delivery' })
  return delivery
}

/** Has the grant of a delivery judged anew, as it is now. */
export async function judgeDelivery(tx: Tx, d: Delivery, consumer: string, now: Date): Promise<Use> {
  const grant = await findGrant(tx, d.grant_id)
  if (grant === undefined) throw new Refusal('not-found', 'sharing.grant-not-found', { condition: 'grant' })
  const { purpose, items } = d.wish
  return judgeUse(tx, { grant, consumer, action: 'bulk', purpose, items, rows: 0, now })
}

/** The delivery counted as a call when it was asked for; that today's calls are used up does not stop it. */
export function stoppedBy({ judgement }: Use) {
  return judgement.permitted || judgement.condition === 'quota' ? undefined : judgement.condition
}
