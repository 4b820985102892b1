import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery, Refusal } from '#kernel/action'
import { listSealed, listSeals, proofIn, sealText } from '#kernel/audit'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { type ExchangeRecord, ExportLog } from '../contract.ts'
import { callSubject } from '../store.ts'
import { tables } from '../tables.ts'
import { visibleTo } from './log.ts'
import { listPlatformKeys } from './platform-keys.ts'
import { overseesAll } from './systems.ts'

/** Seals read at a time: a busy second holds a few hundred entries. */
const sealsPerBatch = 60
const mostDays = 31
const dayMs = 86_400_000

export interface Span {
  readonly from: Date
  readonly before: Date
}

/** A line of the exported log without its number. */
export type LogLine = { readonly type: 'log' | 'key' | 'exchange' | 'seal' } & Readonly<
  Record<string, unknown>
>

/** Begins an export: noted in the audit, with the platform's keys. */
export const beginExport = defineQuery({
  name: 'exchange.export-log',
  input: ExportLog,
  allow: access.exportLog,
  async run(tx, { input, logRead }): Promise<{ span: Span; lines: LogLine[] }> {
    const from = new Date(`${input.from}T00:00:00+08:00`)
    const before = new Date(Date.parse(`${input.until}T00:00:00+08:00`) + dayMs)
    if (from >= before || before.getTime() - from.getTime() > mostDays * dayMs)
      throw new Refusal('invalid', 'exchange.period', { days: mostDays, field: 'until' })
    logRead({ type: 'exchange-log', id: `${input.from}..${input.until}` }, ['exchanges'])
    const keys = await listPlatformKeys(tx)
    return {
      span: { from, before },
      lines: [
        { type: 'log', v: 1, from: input.from, until: input.until },
        ...keys.map(
          (k): LogLine => ({
            type: 'key',
            id: k.id,
            alg: k.alg,
            publicKey: k.public_key,
            owner: 'platform',
          }),
        ),
      ],
    }
  },
})

/** The exchanges that the next seals hold, each before its seal, as far as the reader may see them. */
export const exportBatch = defineQuery({
  name: 'exchange.export-batch',
  input: z.object({ from: z.date(), before: z.date(), after: z.int() }),
  allow: access.exportLog,
  async run(tx, { actor, input }): Promise<{ lines: LogLine[]; last: number | null; keys: LogLine[] }> {
    const seals = await listSeals(tx, { ...input, limit: sealsPerBatch })
    const entries = await listSealed(tx, seals, callSubject)
    const all = overseesAll(actor)
    const records = await readRecords(
      tx,
      entries.map((e) => e.subject_id),
      visibleTo(actor),
    )
    const bySeq = new Map(entries.map((e) => [e.seq, e]))
    const lines = seals.flatMap((seal): LogLine[] => [
      ...seal.entries.flatMap((seq): LogLine[] => {
        const entry = bySeq.get(seq)
        const record = entry === undefined ? undefined : records.get(entry.subject_id)
        // Whoever sees all sees the gap where a record is gone; of which side it was nobody can tell any more.
        if (entry === undefined || (record === undefined && !all)) return []
        return [{ type: 'exchange', record: record ?? null, entry, seal: seal.no, proof: proofIn(seal, seq) }]
      }),
      { type: 'seal', ...sealText(seal) },
    ])
    const last = seals.length < sealsPerBatch ? null : (seals.at(-1)?.no ?? null)
    return { lines, last, keys: await readKeys(tx, [...records.values()]) }
  },
})

async function readRecords(tx: Tx, ids: readonly string[], visible: ReturnType<typeof visibleTo>) {
  const { rows } = await sql<{ id: string; record: ExchangeRecord }>`
    select x.id, x.record from exchanges x where x.id = any(${ids}::uuid[]) and ${visible}`.execute(tx)
  return new Map(rows.map((r) => [r.id, r.record]))
}

async function readKeys(tx: Tx, records: readonly ExchangeRecord[]): Promise<LogLine[]> {
  const ids = [...new Set(records.flatMap((r) => (r.system === null ? [] : (r.request.key ?? []))))]
  if (ids.length === 0) return []
  const rows = await tables(tx)
    .selectFrom('exchange_keys')
    .innerJoin('exchange_systems', 'exchange_systems.id', 'exchange_keys.system')
    .select(['exchange_keys.id', 'alg', 'public_key', 'system', 'name', 'organization'])
    .where('exchange_keys.id', 'in', ids)
    .orderBy('exchange_keys.id')
    .execute()
  return rows.map(
    (k): LogLine => ({
      type: 'key',
      id: k.id,
      alg: k.alg,
      publicKey: k.public_key,
      owner: k.system,
      name: k.name,
      organization: k.organization,
    }),
  )
}
