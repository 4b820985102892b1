import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { leafHash, merkleProof, merkleRoot, type ProofStep, rootFromProof } from './merkle.ts'
import { type Entry, entryText } from './rules.ts'
import { genesis, listEntries, readSeal, type Seal, sealHash } from './seal.ts'

export interface Flaw {
  readonly kind: 'changed' | 'missing' | 'added' | 'chain-broken' | 'seal-changed' | 'seal-missing'
  readonly seal: number
  /** The number of the entry, where it is one entry. */
  readonly entry?: number
}

export interface Verification {
  readonly seals: number
  readonly entries: number
  /** Entries of the last moments that the next seal will hold. */
  readonly unsealed: number
  readonly head: string
  readonly flaws: readonly Flaw[]
}

/**
 * Walks the whole chain and recomputes every hash.
 * @param onProgress called after each seal with its number
 */
export async function verifyAudit(db: Database, onProgress?: (seal: number) => void): Promise<Verification> {
  const flaws: Flaw[] = []
  const seen = new Set<number>()
  let previous: Buffer = genesis
  let no = 0
  for (;;) {
    const row = await db
      .selectFrom('audit_seals')
      .selectAll()
      .where('no', '>', String(no))
      .orderBy('no')
      .limit(1)
      .executeTakeFirst()
    if (row === undefined) break
    const seal = readSeal(row)
    for (let gap = no + 1; gap < seal.no; gap++) flaws.push({ kind: 'seal-missing', seal: gap })
    flaws.push(...checkSeal(seal, previous, await listEntries(db, seal.entries)))
    for (const seq of seal.entries) seen.add(seq)
    previous = seal.hash
    no = seal.no
    onProgress?.(no)
  }
  const { added, unsealed } = await findUnsealed(db, seen)
  flaws.push(...added.map((entry): Flaw => ({ kind: 'added', seal: no, entry })))
  return { seals: no, entries: seen.size, unsealed, head: previous.toString('hex'), flaws }
}

/** Pure: what is wrong with one seal, given the entries that are found under its numbers. */
export function checkSeal(seal: Seal, previous: Buffer, found: readonly Entry[]): Flaw[] {
  const flaws: Flaw[] = []
  if (!seal.previous.equals(previous)) flaws.push({ kind: 'chain-broken', seal: seal.no })
  const leaves = seal.entries.map((_, i) => seal.leaves.subarray(32 * i, 32 * i + 32))
  if (!sealHash(seal).equals(seal.hash) || !merkleRoot(leaves).equals(seal.root))
    flaws.push({ kind: 'seal-changed', seal: seal.no })
  const bySeq = new Map(found.map((e) => [Number(e.seq), e]))
  seal.entries.forEach((seq, i) => {
    const entry = bySeq.get(seq)
    if (entry === undefined) flaws.push({ kind: 'missing', seal: seal.no, entry: seq })
    else if (!leaves[i]?.equals(leafHash(entryText(entry))))
      flaws.push({ kind: 'changed', seal: seal.no, entry: seq })
  })
  return flaws
}

/** Entries older than the newest sealed one by more than a transaction can last, that no seal names, were slipped in. */
async function findUnsealed(db: Database, seen: ReadonlySet<number>) {
  const lastSeal = await db
    .selectFrom('audit_seals')
    .select('at')
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst()
  const added: number[] = []
  let unsealed = 0
  // The smallest bigint: an entry slipped in below 1 is found too.
  let from = '-9223372036854775808'
  for (;;) {
    const rows = await db
      .selectFrom('audit_entries')
      .select(['seq', 'at'])
      .where('seq', '>', from)
      .orderBy('seq')
      .limit(50_000)
      .execute()
    const newest = rows.at(-1)
    if (newest === undefined) return { added, unsealed }
    from = String(newest.seq)
    for (const r of rows) {
      if (seen.has(Number(r.seq))) continue
      if (lastSeal !== undefined && lastSeal.at.getTime() - r.at.getTime() > 120_000)
        added.push(Number(r.seq))
      else unsealed++
    }
  }
}

/** Everything a third party needs to check one entry against a published chain head, without the other entries. */
export interface EntryProof {
  readonly entry: Entry
  readonly proof: readonly ProofStep[]
  readonly seal: { readonly no: number; readonly root: string; readonly hash: string }
}

export async function proveEntry(db: Database | Tx, seq: number): Promise<EntryProof | undefined> {
  const [entry] = await listEntries(db, [seq])
  if (entry === undefined) return undefined
  const row = await db
    .selectFrom('audit_seals')
    .selectAll()
    .where('at', '>=', entry.at)
    .where(sql<boolean>`entries @> array[${seq}]::bigint[]`)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const seal = readSeal(row)
  const leaves = seal.entries.map((_, i) => seal.leaves.subarray(32 * i, 32 * i + 32))
  return {
    entry,
    proof: merkleProof(leaves, seal.entries.indexOf(seq)),
    seal: { no: seal.no, root: seal.root.toString('hex'), hash: seal.hash.toString('hex') },
  }
}

export function isProven(p: EntryProof): boolean {
  return rootFromProof(leafHash(entryText(p.entry)), p.proof).toString('hex') === p.seal.root
}
