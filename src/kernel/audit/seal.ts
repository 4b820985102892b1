import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { leafHash, merkleRoot, sm3 } from './merkle.ts'
import { type Entry, entryText } from './rules.ts'

export interface Seal {
  readonly no: number
  readonly at: Date
  readonly entries: readonly number[]
  readonly leaves: Buffer
  readonly root: Buffer
  readonly previous: Buffer
  readonly hash: Buffer
}

export const genesis = Buffer.alloc(32)

/** What chains a seal to the one before; entries are bound through the root, their numbers through this text. */
export function sealHash(s: Omit<Seal, 'hash' | 'leaves'>): Buffer {
  return sm3(String(s.no), s.at.toISOString(), s.entries.join(','), s.root, s.previous)
}

export function readSeal(
  row: { no: string; at: Date; entries: string[] } & Pick<Seal, 'leaves' | 'root' | 'previous' | 'hash'>,
): Seal {
  return { ...row, no: Number(row.no), entries: row.entries.map(Number) }
}

const columns = [
  'seq',
  'id',
  'at',
  'trace',
  'action',
  'actor_kind',
  'actor_id',
  'org',
  'district',
  'subject_type',
  'subject_id',
  'outcome',
  'change',
] as const

/**
 * Seals every entry that no running transaction can precede any more. One sealer at a time (advisory lock); the
 * writers are never held up, since they do not touch the chain.
 * @returns how many entries were sealed
 */
export async function sealEntries(db: Database, now: Date, most = 20_000): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const lock = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(814403) as got`.execute(tx)
    if (lock.rows[0]?.got !== true) return 0
    const entries = await unsealed(tx, most)
    if (entries.length === 0) return 0
    const last = await tx
      .selectFrom('audit_seals')
      .selectAll()
      .orderBy('no', 'desc')
      .limit(1)
      .executeTakeFirst()
    const leaves = entries.map((e) => leafHash(entryText(e)))
    const body = {
      no: last === undefined ? 1 : Number(last.no) + 1,
      at: now,
      entries: entries.map((e) => Number(e.seq)),
      root: merkleRoot(leaves),
      previous: last?.hash ?? genesis,
    }
    const row = { ...body, no: String(body.no), entries: body.entries.map(String) }
    await tx
      .insertInto('audit_seals')
      .values({ ...row, leaves: Buffer.concat(leaves), hash: sealHash(body) })
      .execute()
    return entries.length
  })
}

/**
 * Entries of finished transactions that no seal names. Looking back 60 seals, which is a minute or more, finds late
 * committers: a transaction that idles is ended after 30 seconds.
 */
async function unsealed(tx: Tx, most: number): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    with recent as (select entries from audit_seals order by no desc limit 60),
      sealed as (select unnest(entries) as seq from recent),
      horizon as (select coalesce(min(seq), 0) as low, coalesce(max(seq), 0) as high from sealed)
    select ${sql.join(columns.map((c) => sql.ref(`e.${c}`)))}
    from audit_entries e, horizon h
    where e.tx < pg_snapshot_xmin(pg_current_snapshot())
      and e.seq >= h.low
      and not exists (select 1 from sealed s where s.seq = e.seq)
    order by e.seq limit ${most}`.execute(tx)
  return rows
}

/** Entries by number, as they are hashed. */
export async function listEntries(db: Database | Tx, seqs: readonly number[]): Promise<Entry[]> {
  return db
    .selectFrom('audit_entries')
    .select(columns)
    .where('seq', 'in', seqs.map(String))
    .orderBy('seq')
    .execute()
}
