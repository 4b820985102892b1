import { sql } from 'kysely'
import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { findResource, subjectOf } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { lateFrom } from '#modules/catalogue/rules'
import { access } from '../access.ts'
import { Deliver, type Delivered, type DeliveryCounts } from '../contract.ts'
import { refuseArriving } from '../delivering.ts'
import { checkerOf, type Sorted, sortRows } from '../rules.ts'
import { addToDay, endOthers, keepNamed, type Origin, putBreaches, putRows, takeTurn } from '../store.ts'
import { tables } from '../tables.ts'

/** Takes a part of a delivery: what keeps the contract is stored, what breaks it is quarantined with the reason. */
export const deliver = defineAction({
  name: 'collection.deliver',
  input: Deliver,
  allow: access.deliver,
  async run(tx, { input, actor, now, authorise }) {
    const resource = await findResource(tx, input.resource)
    if (resource === undefined) throw new Refusal('not-found', 'catalogue.not-found', { id: input.resource })
    authorise(subjectOf(resource))
    const { output, part } = await takePart(tx, resource, input, { id: actor.id, now })
    return {
      output,
      subject: subjectOf(resource),
      change: { delivery: input.delivery, part: input.part, source: input.source, counts: part },
      events: input.last
        ? [{ name: 'collection.delivered', payload: { delivery: input.delivery, counts: output.counts } }]
        : [],
    }
  },
})

/**
 * Takes a part whose sender was judged: for modules that store rows in a transaction of their own.
 * @throws Refusal where the resource takes none, or the part was taken
 */
export async function takePart(
  tx: Tx,
  resource: Resource,
  input: Deliver,
  sender: { readonly id: string; readonly now: Date },
): Promise<{ output: Delivered; part: DeliveryCounts; sorted: Sorted }> {
  const { now } = sender
  if (resource.state !== 'published')
    throw new Refusal('not-now', 'collection.not-published', { id: resource.id })
  if (input.mode === 'replace' && resource.content.shape === 'events')
    throw new Refusal('invalid', 'collection.events-only-grow', { id: resource.id })
  const origin: Origin = { resource: resource.id, delivery: input.delivery, version: resource.version, now }
  const sorted = sortRows(checkerOf(resource), input, now)
  const begunAt = await openDelivery(tx, input, origin, sender.id)
  await refuseArriving(tx, { resource: resource.id, rows: input.rows.length, now })
  const { added, changed } = await putRows(tx, sorted.rows, origin, input.mode === 'replace')
  await putBreaches(tx, sorted.breaches, origin)
  if (input.mode === 'replace') await keepNamed(tx, sorted.breaches, origin)
  const removed = input.last && input.mode === 'replace' ? await endOthers(tx, origin) : 0
  const part: DeliveryCounts = {
    sent: input.rows.length,
    added,
    changed,
    same: input.rows.length - added - changed - sorted.breaches.length,
    quarantined: sorted.breaches.length,
    removed,
  }
  const late = input.last && (await isLate(tx, resource, input.delivery, now))
  const ended = input.last ? { deliveries: 1, late: Number(late) } : {}
  await addToDay(tx, resource.id, dayOf(begunAt), { ...sorted.measures, ...ended })
  return { output: await countPart(tx, input, part, sorted, late), part, sorted }
}

/** @throws Refusal `conflict` when the part was taken already, or the delivery is over */
async function openDelivery(tx: Tx, input: Deliver, o: Origin, actor: string): Promise<Date> {
  const { rows } = await sql<{ parts: number[]; done: boolean; at: Date }>`
    with turn as materialized (${takeTurn(o.resource)})
    insert into deliveries as d (resource, id, at, channel, source, version, mode, done, parts, sent, added, changed, same,
      quarantined, removed, warned, unknown, actor_id)
    select ${o.resource}::uuid, ${o.delivery}::uuid, ${o.now}::timestamptz, ${input.channel}, ${input.source},
      ${o.version}::integer, ${input.mode}, false, '{}', 0, 0, 0, 0, 0, 0, 0, '{}', ${actor} from turn
    on conflict (resource, id) do update set source = d.source
    returning parts, done, at`.execute(tx)
  const [row] = rows
  if (row === undefined || row.parts.includes(input.part) || row.done)
    throw new Refusal('conflict', 'collection.part-taken', { delivery: o.delivery, part: input.part })
  return row.at
}

/** Complete after the cycle and the grace since the delivery before it, or since publication. */
async function isLate(tx: Tx, resource: Resource, delivery: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ at: Date }>`
    select at from deliveries where resource = ${resource.id}::uuid and done and id <> ${delivery}::uuid
    order by at desc limit 1`.execute(tx)
  const since = rows[0]?.at ?? (resource.publishedAt === null ? undefined : new Date(resource.publishedAt))
  const due = since === undefined ? null : lateFrom(resource.content.cycle, since)
  return due !== null && now > due
}

const spoiled = ['cells', 'filled', 'invalid', 'inconsistent', 'duplicates'] as const

async function countPart(
  tx: Tx,
  input: Deliver,
  part: DeliveryCounts,
  sorted: Sorted,
  late: boolean,
): Promise<Delivered> {
  const m = sorted.measures
  const row = await tables(tx)
    .updateTable('deliveries')
    .set((e) => ({
      parts: e.fn<number[]>('array_append', ['parts', e.val(input.part)]),
      done: input.last,
      sent: e('sent', '+', part.sent),
      added: e('added', '+', part.added),
      changed: e('changed', '+', part.changed),
      same: e('same', '+', part.same),
      quarantined: e('quarantined', '+', part.quarantined),
      removed: e('removed', '+', part.removed),
      warned: e('warned', '+', sorted.warned),
      ...Object.fromEntries(spoiled.map((name) => [name, sql`${sql.ref(name)} + ${m[name]}`])),
      late,
      unknown: sql<
        string[]
      >`(array(select distinct u from unnest(unknown || ${[...sorted.unknown]}::text[]) u order by u))[1:100]`,
    }))
    .where('resource', '=', input.resource)
    .where('id', '=', input.delivery)
    .returning(['sent', 'added', 'changed', 'same', 'quarantined', 'removed', 'unknown'])
    .executeTakeFirstOrThrow()
  const { unknown, ...counts } = row
  return { delivery: input.delivery, counts, unknown }
}
