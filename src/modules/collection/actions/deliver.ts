import { sql } from 'kysely'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { findResource, subjectOf } from '#modules/catalogue'
import type { Content } from '#modules/catalogue/contract'
import { access } from '../access.ts'
import { Deliver, type Delivered, type DeliveryCounts, type RawRow } from '../contract.ts'
import { type Checker, compileContract } from '../rules.ts'
import {
  type Breach,
  endOthers,
  type KeyedRow,
  type Origin,
  putBreaches,
  putRows,
  takeTurn,
} from '../store.ts'
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
    if (resource.state !== 'published')
      throw new Refusal('not-now', 'collection.not-published', { id: resource.id })
    if (input.mode === 'replace' && resource.content.shape === 'events')
      throw new Refusal('invalid', 'collection.events-only-grow', { id: resource.id })
    const origin: Origin = { resource: resource.id, delivery: input.delivery, version: resource.version, now }
    const sorted = sortRows(compiled(resource.id, resource.version, resource.content), input, now)
    await openDelivery(tx, input, origin, actor.id)
    const { added, changed } = await putRows(tx, sorted.rows, origin, input.mode === 'replace')
    await putBreaches(tx, sorted.breaches, origin)
    const removed = input.last && input.mode === 'replace' ? await endOthers(tx, origin) : 0
    const part: DeliveryCounts = {
      sent: input.rows.length,
      added,
      changed,
      same: input.rows.length - added - changed - sorted.breaches.length,
      quarantined: sorted.breaches.length,
      removed,
    }
    const output = await countPart(tx, input, part, sorted)
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

const compiledContracts = new Map<string, Checker>()

/** A version never changes, so its checker is made once. */
function compiled(resource: string, version: number, content: Content): Checker {
  const name = `${resource} ${version}`
  const known = compiledContracts.get(name)
  if (known !== undefined) return known
  if (compiledContracts.size >= 1000) compiledContracts.clear()
  const checker = compileContract(content)
  compiledContracts.set(name, checker)
  return checker
}

interface Sorted {
  readonly rows: KeyedRow[]
  readonly breaches: Breach[]
  readonly unknown: string[]
  readonly warned: number
}

/** Checks each row; of two that say different things under one key the second is a breach. */
function sortRows(checker: Checker, input: Deliver, now: Date): Sorted {
  const rows = new Map<string, KeyedRow>()
  const breaches: Breach[] = []
  const unknown = new Set<string>()
  let warned = 0
  for (const [n, data] of input.rows.entries()) {
    const line = input.firstLine + n
    for (const name in data) if (!checker.names.has(name)) unknown.add(name)
    const checked = checker.check(data as RawRow, now)
    if ('problems' in checked) {
      breaches.push({ line, data, problems: checked.problems })
      continue
    }
    const key = checked.row.key ?? `${input.delivery}:${input.part}:${n}`
    const earlier = rows.get(key)
    if (earlier !== undefined && earlier.json !== checked.row.json)
      breaches.push({ line, data, problems: [{ item: '', reason: 'duplicate-key', expected: key }] })
    else if (earlier === undefined) rows.set(key, { ...checked.row, key })
    if (checked.row.warnings.length > 0) warned++
  }
  return { rows: [...rows.values()], breaches, unknown: [...unknown].slice(0, 100), warned }
}

/** @throws Refusal `conflict` when the part was taken already, or the delivery is over */
async function openDelivery(tx: Tx, input: Deliver, o: Origin, actor: string): Promise<void> {
  const { rows } = await sql<{ parts: number[]; done: boolean }>`
    with turn as materialized (${takeTurn(o.resource)})
    insert into deliveries as d (resource, id, at, channel, source, version, mode, done, parts, sent, added, changed, same,
      quarantined, removed, warned, unknown, actor_id)
    select ${o.resource}::uuid, ${o.delivery}::uuid, ${o.now}::timestamptz, ${input.channel}, ${input.source},
      ${o.version}::integer, ${input.mode}, false, '{}', 0, 0, 0, 0, 0, 0, 0, '{}', ${actor} from turn
    on conflict (resource, id) do update set source = d.source
    returning parts, done`.execute(tx)
  const [row] = rows
  if (row === undefined || row.parts.includes(input.part) || row.done)
    throw new Refusal('conflict', 'collection.part-taken', { delivery: o.delivery, part: input.part })
}

async function countPart(tx: Tx, input: Deliver, part: DeliveryCounts, sorted: Sorted): Promise<Delivered> {
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
      unknown: sql<
        string[]
      >`(array(select distinct u from unnest(unknown || ${sorted.unknown}::text[]) u order by u))[1:100]`,
    }))
    .where('resource', '=', input.resource)
    .where('id', '=', input.delivery)
    .returning(['sent', 'added', 'changed', 'same', 'quarantined', 'removed', 'unknown'])
    .executeTakeFirstOrThrow()
  const { unknown, ...counts } = row
  return { delivery: input.delivery, counts, unknown }
}
