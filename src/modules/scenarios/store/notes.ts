import { sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { currentRows } from '#modules/collection'
import { callLimits } from '../contract.ts'
import { type Effects, type RowKey, rowName, type Sources } from '../program/index.ts'
import { lookUp } from './asks.ts'
import type { Run } from './running.ts'

/** Rows of a scenario's own resources, by `rowName`. */
export async function ownRows(
  tx: Tx,
  run: Run,
  keys: readonly RowKey[],
): Promise<ReadonlyMap<string, unknown>> {
  const known = keys.filter((k) => run.resources.has(k.resource))
  if (known.length === 0) return new Map()
  const codes = new Map([...run.resources].map(([code, id]) => [id, code]))
  const { rows } = await sql<{ resource: string; key: string; data: unknown }>`
    select r.resource, r.key, r.data from unnest(${known.map((k) => run.resources.get(k.resource))}::uuid[],
      ${known.map((k) => k.key)}::text[]) as k (resource, key)
    join ${currentRows()} r on r.resource = k.resource and r.key = k.key`.execute(tx)
  const named = (r: { resource: string; key: string }): RowKey => ({
    resource: codes.get(r.resource) ?? '',
    key: r.key,
  })
  return new Map(rows.map((r) => [rowName(named(r)), r.data]))
}

/** Where a call's rows, notes and looks come from, as they are in this transaction. */
export function sourcesOf(tx: Tx, run: Run, now: Date): Sources {
  return {
    rows: (keys) => ownRows(tx, run, keys),
    looks: (keys) => lookUp(tx, run, keys, now),
    async notes(keys) {
      const { rows } = await sql<{ key: string; value: string }>`
        select key, value::text from scenario_notes where scenario = ${run.s.id}::uuid and sandbox = ${run.sandbox}::int
          and key = any(${keys}::text[])`.execute(tx)
      return new Map(rows.map((r) => [r.key, r.value]))
    },
  }
}

/**
 * Saves notes; null takes one away. The transaction has its turn, so that the count is right.
 * @throws Refusal `too-many` beyond what a scenario may keep
 */
export async function keepNotes(tx: Tx, run: Run, kept: Effects['kept']): Promise<void> {
  if (kept.size === 0) return
  const all = [...kept]
  const gone = all.filter(([, value]) => value === null).map(([key]) => key)
  const stays = all.flatMap(([key, json]) => (json === null ? [] : [`${JSON.stringify(key)}:${json}`]))
  const own = sql`scenario = ${run.s.id}::uuid and sandbox = ${run.sandbox}::int`
  const { rows } = await sql<{ notes: number }>`
    with gone as (
      delete from scenario_notes where ${own} and key = any(${gone}::text[]) returning 1
    ), saved as (
      insert into scenario_notes (scenario, sandbox, key, value)
      select ${run.s.id}::uuid, ${run.sandbox}::int, n.key, n.value from json_each(${`{${stays.join(',')}}`}::json) as n
      on conflict (scenario, sandbox, key) do update set value = excluded.value returning xmax = 0 as is_new
    ), change as (
      select (select count(*) from saved where is_new) - (select count(*) from gone) as notes
    )
    insert into scenario_sizes as s (scenario, sandbox, notes)
    select ${run.s.id}::uuid, ${run.sandbox}::int, notes from change
    on conflict (scenario, sandbox) do update set notes = s.notes + excluded.notes returning notes`.execute(
    tx,
  )
  const limit = callLimits.allNotes
  if ((rows[0]?.notes ?? 0) > limit) {
    const { zh } = run.manifest.name
    throw new Refusal('too-many', 'scenarios.too-many-notes', { name: zh, limit })
  }
}
