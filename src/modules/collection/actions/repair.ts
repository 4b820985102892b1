import { type RawBuilder, sql } from 'kysely'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { findResource, subjectOf } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { access } from '../access.ts'
import { CorrectRows, DiscardRows, ReleaseRow, type Repaired, RestoreRows, RetryRows } from '../contract.ts'
import { checkerOf, type KeyedRow, type Problem } from '../rules.ts'
import { matching, putRows, storable, takeTurn } from '../store.ts'
import { tables } from '../tables.ts'

/** One row with its values put right, checked by the contract as it is now; refused with the problems that remain. */
export const releaseRow = defineAction({
  name: 'collection.release',
  input: ReleaseRow,
  allow: access.repair,
  async run(tx, { input, actor, now, authorise }) {
    const resource = await openResource(tx, input.resource, authorise)
    const [row] = await waitingRows(tx, resource, sql`id = ${input.id}::uuid`, 1)
    if (row === undefined) throw new Refusal('conflict', 'collection.settled', { id: input.id })
    const corrected = { ...row.corrected, ...input.values }
    const [tried] = await tryRows(tx, resource, [{ ...row, corrected }], {
      now,
      by: actor.id,
      overwrite: input.overwrite,
    })
    if (tried === undefined || tried.problems !== undefined)
      throw new Refusal('invalid', 'collection.still-broken', { problems: tried?.problems ?? [] })
    return {
      output: { id: row.id, key: tried.key },
      subject: subjectOf(resource),
      change: { row: row.id, corrected: Object.keys(input.values), overwrite: input.overwrite },
      events: [{ name: 'collection.repaired', payload: { released: 1, remaining: 0 } }],
    }
  },
})

/** After the contract or the source was put right: what waits is tried again as it was sent. */
export const retryRows = defineAction({
  name: 'collection.retry',
  input: RetryRows,
  allow: access.repair,
  async run(tx, { input, actor, now, authorise }) {
    const resource = await openResource(tx, input.resource, authorise)
    const rows = await waitingRows(tx, resource, matching(input), input.limit)
    return repaired(tx, resource, rows, input.limit, { now, by: actor.id, overwrite: false })
  },
})

/** One mistake of a source stands in many rows: it is put right in all of them at once. */
export const correctRows = defineAction({
  name: 'collection.correct',
  input: CorrectRows,
  allow: access.repair,
  async run(tx, { input, actor, now, authorise }) {
    const resource = await openResource(tx, input.resource, authorise)
    const { item, from, to, ...filter } = input
    const said = sql`coalesce((data || coalesce(corrected, '{}'))->>${item}, '') = ${from}`
    const rows = await waitingRows(tx, resource, sql`${matching(filter)} and ${said}`, input.limit)
    const changed = rows.map((r) => ({ ...r, corrected: { ...r.corrected, [item]: to } }))
    return repaired(tx, resource, changed, input.limit, { now, by: actor.id, overwrite: false })
  },
})

export const discardRows = defineAction({
  name: 'collection.discard',
  input: DiscardRows,
  allow: access.repair,
  async run(tx, { input, actor, now, authorise }) {
    const resource = await openResource(tx, input.resource, authorise)
    const { numUpdatedRows } = await tables(tx)
      .updateTable('quarantined_rows')
      .set({ state: 'discarded', settled_at: now, settled_by: actor.id, reason: input.reason })
      .where('resource', '=', resource.id)
      .where('id', 'in', input.ids)
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow()
    if (Number(numUpdatedRows) !== new Set(input.ids).size)
      throw new Refusal('conflict', 'collection.settled', {})
    return settled(resource, input.ids, { reason: input.reason })
  },
})

/** Undoes a discard: nothing that was sent is ever out of reach. */
export const restoreRows = defineAction({
  name: 'collection.restore',
  input: RestoreRows,
  allow: access.repair,
  async run(tx, { input, authorise }) {
    const resource = await openResource(tx, input.resource, authorise)
    const { numUpdatedRows } = await tables(tx)
      .updateTable('quarantined_rows')
      .set({ state: 'waiting', settled_at: null, settled_by: null, reason: null })
      .where('resource', '=', resource.id)
      .where('id', 'in', input.ids)
      .where('state', '=', 'discarded')
      .executeTakeFirstOrThrow()
    if (Number(numUpdatedRows) !== new Set(input.ids).size)
      throw new Refusal('conflict', 'collection.settled', {})
    return settled(resource, input.ids, { restored: true })
  },
})

function settled(resource: Resource, ids: readonly string[], change: object) {
  return { output: { rows: ids.length }, subject: subjectOf(resource), change: { rows: ids, ...change } }
}

async function openResource(
  tx: Tx,
  id: string,
  authorise: (subject: ReturnType<typeof subjectOf>) => void,
): Promise<Resource> {
  const resource = await findResource(tx, id)
  if (resource === undefined) throw new Refusal('not-found', 'catalogue.not-found', { id })
  authorise(subjectOf(resource))
  if (resource.state !== 'published') throw new Refusal('not-now', 'collection.not-published', { id })
  await takeTurn(id).execute(tx)
  return resource
}

interface Waiting {
  readonly id: string
  readonly delivery: string
  readonly line: number
  readonly at: Date
  readonly data: Record<string, unknown>
  readonly corrected: Record<string, unknown> | null
}

async function waitingRows(
  tx: Tx,
  resource: Resource,
  which: RawBuilder<unknown>,
  limit: number,
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select id, delivery, line, at, data, corrected from quarantined_rows
    where resource = ${resource.id}::uuid and state = 'waiting' and ${which} order by id limit ${limit}
    for update`.execute(tx)
  return rows
}

interface Trying {
  readonly now: Date
  readonly by: string
  readonly overwrite: boolean
}

interface Tried {
  readonly row: Waiting
  readonly key: string
  /** Undefined: released. */
  readonly problems?: readonly Problem[]
}

async function repaired(tx: Tx, resource: Resource, rows: readonly Waiting[], limit: number, trying: Trying) {
  const tried = await tryRows(tx, resource, rows, trying)
  const released = tried.filter((t) => t.problems === undefined).length
  const output: Repaired = {
    released,
    remaining: tried.length - released,
    next: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
  }
  return {
    output,
    subject: subjectOf(resource),
    change: { tried: tried.length, released, version: resource.version },
    events: [{ name: 'collection.repaired', payload: { released, remaining: output.remaining } }],
  }
}

/**
 * Checks rows by the contract as it is now; what keeps it is stored, the others wait on with the problems that remain.
 * A row that arrived later under the same key is not pushed aside, unless somebody says so.
 */
async function tryRows(tx: Tx, resource: Resource, rows: readonly Waiting[], o: Trying): Promise<Tried[]> {
  const checker = checkerOf(resource)
  const checked = rows.map((row) => {
    const c = checker.check({ ...row.data, ...row.corrected }, o.now)
    if ('problems' in c) return { row, problems: c.problems }
    return { row, good: { ...c.row, key: c.row.key ?? `${row.delivery}:${row.id}` } }
  })
  const later = await laterRows(
    tx,
    resource.id,
    checked.flatMap((c) => c.good ?? []),
  )
  const taken = new Map<string, string>()
  const tried = checked.map(({ row, good, problems }): Tried & { good?: KeyedRow } => {
    if (good === undefined) return { row, key: '', problems: problems ?? [] }
    const stored = later.get(good.key)
    const before = taken.get(good.key)
    if (before !== undefined && before !== good.json)
      return { row, key: good.key, problems: [twice(good.key)] }
    if (stored?.differs === true && stored.since >= row.at && !o.overwrite)
      return { row, key: good.key, problems: [{ item: '', reason: 'newer-row', expected: good.key }] }
    taken.set(good.key, good.json)
    return { row, key: good.key, good }
  })
  await store(tx, resource, tried, o.now)
  await settle(tx, resource.id, tried, o)
  return tried
}

const twice = (key: string): Problem => ({ item: '', reason: 'duplicate-key', expected: key })

async function laterRows(tx: Tx, resource: string, good: readonly KeyedRow[]) {
  const { rows } = await sql<{ key: string; since: Date; differs: boolean }>`
    select r.key, r.since, r.data <> i.data::jsonb as differs
    from unnest(${good.map((g) => g.key)}::text[], ${good.map((g) => g.json)}::text[]) as i (key, data)
    join collected_rows r on r.resource = ${resource}::uuid and r.key = i.key`.execute(tx)
  return new Map(rows.map((r) => [r.key, r]))
}

/** Each row is stored under the delivery that brought it. */
async function store(
  tx: Tx,
  resource: Resource,
  tried: readonly (Tried & { good?: KeyedRow })[],
  now: Date,
): Promise<void> {
  for (const [delivery, group] of Map.groupBy(tried, (t) => t.row.delivery)) {
    const good = new Map(group.flatMap((t) => (t.good === undefined ? [] : [[t.key, t.good] as const])))
    await putRows(
      tx,
      [...good.values()],
      { resource: resource.id, delivery, version: resource.version, now },
      false,
    )
  }
}

async function settle(tx: Tx, resource: string, tried: readonly Tried[], o: Trying): Promise<void> {
  if (tried.length === 0) return
  await sql`
    update quarantined_rows q set corrected = i.corrected::jsonb, problems = coalesce(i.problems::jsonb, q.problems),
      state = case when i.problems is null then 'released' else 'waiting' end,
      settled_at = case when i.problems is null then ${o.now}::timestamptz end,
      settled_by = case when i.problems is null then ${o.by} end
    from unnest(${tried.map((t) => t.row.id)}::uuid[],
      ${tried.map((t) => (t.row.corrected === null ? null : storable(t.row.corrected)))}::text[],
      ${tried.map((t) => (t.problems === undefined ? null : JSON.stringify(t.problems)))}::text[]
    ) as i (id, corrected, problems)
    where q.resource = ${resource}::uuid and q.id = i.id`.execute(tx)
}
