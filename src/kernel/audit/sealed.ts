import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { merkleProof, type ProofStep } from './merkle.ts'
import type { Entry } from './rules.ts'
import { readSeal, type Seal } from './seal.ts'

/** Seals of a span of time, oldest first, after the seal of that number. */
export async function listSeals(
  db: Database | Tx,
  span: { readonly from: Date; readonly before: Date; readonly after: number; readonly limit: number },
): Promise<Seal[]> {
  const rows = await db
    .selectFrom('audit_seals')
    .selectAll()
    .where('at', '>=', span.from)
    .where('at', '<', span.before)
    .where('no', '>', String(span.after))
    .orderBy('no')
    .limit(span.limit)
    .execute()
  return rows.map(readSeal)
}

/** A seal as others can recompute its hash: everything but the leaves. */
export interface SealText {
  readonly no: number
  readonly at: string
  readonly entries: readonly number[]
  readonly root: string
  readonly previous: string
  readonly hash: string
}

export function sealText(s: Seal): SealText {
  return {
    no: s.no,
    at: s.at.toISOString(),
    entries: s.entries,
    root: s.root.toString('hex'),
    previous: s.previous.toString('hex'),
    hash: s.hash.toString('hex'),
  }
}

/** The path from an entry of a seal to its root. */
export function proofIn(seal: Seal, seq: number): ProofStep[] {
  const leaves = seal.entries.map((_, i) => seal.leaves.subarray(32 * i, 32 * i + 32))
  return merkleProof(leaves, seal.entries.indexOf(seq))
}

export type SealedEntry = Entry & { readonly seq: number }

/** Entries about one type of subject among those that seals name. */
export async function listSealed(
  db: Database | Tx,
  seals: readonly Seal[],
  subjectType: string,
): Promise<SealedEntry[]> {
  const seqs = seals.flatMap((s) => s.entries)
  const { rows } = await sql<SealedEntry>`
    select seq, id, at, trace, action, actor_kind, actor_id, org, district, subject_type, subject_id, outcome, change
    from audit_entries where seq = any(${seqs}::bigint[]) and subject_type = ${subjectType} order by seq`.execute(
    db,
  )
  return rows.map((r) => ({ ...r, seq: Number(r.seq) }))
}
