import { sql } from 'kysely'
import type { Tx } from '#kernel/database'
import { currentRows } from '#modules/collection'
import { type RowKey, rowName, type Sources } from '../program/index.ts'
import type { Run } from './running.ts'

/** Rows of a scenario's own resources and its notes, as they are in this transaction. */
export function sourcesOf(tx: Tx, run: Run): Sources {
  return {
    async rows(keys) {
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
    },
    async notes(keys) {
      const { rows } = await sql<{ key: string; value: unknown }>`
        select key, value from scenario_notes where scenario = ${run.s.id}::uuid and sandbox = ${run.sandbox}::int
          and key = any(${keys}::text[])`.execute(tx)
      return new Map(rows.map((r) => [r.key, r.value]))
    },
  }
}

/** Saves notes; null takes one away. */
export async function keepNotes(tx: Tx, run: Run, kept: Readonly<Record<string, unknown>>): Promise<void> {
  const all = Object.entries(kept)
  const gone = all.filter(([, value]) => value === null).map(([key]) => key)
  const stays = all.filter(([, value]) => value !== null)
  if (gone.length > 0)
    await sql`delete from scenario_notes where scenario = ${run.s.id}::uuid and sandbox = ${run.sandbox}::int
      and key = any(${gone}::text[])`.execute(tx)
  if (stays.length > 0)
    await sql`insert into scenario_notes (scenario, sandbox, key, value)
      select ${run.s.id}::uuid, ${run.sandbox}::int, k, v
      from jsonb_to_recordset(${JSON.stringify(stays.map(([k, v]) => ({ k, v })))}::jsonb) as (k text, v jsonb)
      on conflict (scenario, sandbox, key) do update set value = excluded.value`.execute(tx)
}
