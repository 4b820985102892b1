import { sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import type { LinkageContent, LinkageRun, RecordRef } from './contract.ts'
import { tables } from './tables.ts'

export interface Linkage {
  readonly id: string
  readonly org: string
  readonly revision: number
  readonly content: LinkageContent
}

/** @throws Refusal `not-found` */
export async function getLinkage(db: Tx | Database, id: string): Promise<Linkage> {
  const row = await tables(db)
    .selectFrom('linkages')
    .select(['id', 'org', 'revision', 'content'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found', 'linkage.not-found', { id })
  return row
}

/** What the access judgement sees of a linkage: whose it is. */
export function linkageSubject(l: Pick<Linkage, 'id' | 'org'>) {
  return { type: 'linkage', id: l.id, lead: l.org }
}

/** The newest run, or the newest that is done. */
export async function findRun(
  db: Tx | Database,
  linkage: string,
  done = false,
): Promise<LinkageRun | undefined> {
  const row = await tables(db)
    .selectFrom('linkage_runs')
    .selectAll()
    .where('linkage', '=', linkage)
    .$if(done, (q) => q.where('state', '=', 'done'))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { id, state, read, figures, error } = row
  return { id, at: row.at.toISOString(), state, read, figures, error }
}

/** @throws Refusal `not-now` before the first run is done */
export async function getDoneRun(db: Tx | Database, linkage: string): Promise<LinkageRun> {
  const run = await findRun(db, linkage, true)
  if (run === undefined) throw new Refusal('not-now', 'linkage.not-run', { id: linkage })
  return run
}

/** Two records in the one order in which a pair is kept. */
export function ordered(a: RecordRef, b: RecordRef): readonly [RecordRef, RecordRef] {
  const first = a.source < b.source || (a.source === b.source && a.record <= b.record)
  return first ? [a, b] : [b, a]
}

export interface NamedJudgement {
  readonly left: RecordRef
  readonly right: RecordRef
  readonly same: boolean
}

/** The last word on each pair. */
export async function listJudgements(db: Tx | Database, linkage: string): Promise<NamedJudgement[]> {
  const { rows } = await sql<{
    left_source: number
    left_record: string
    right_source: number
    right_record: string
    same: boolean
  }>`
    select distinct on (left_source, left_record, right_source, right_record) left_source, left_record, right_source, right_record, same
    from linkage_judgements where linkage = ${linkage}::uuid
    order by left_source, left_record, right_source, right_record, at desc, id desc`.execute(db)
  return rows.map((r) => ({
    left: { source: r.left_source, record: r.left_record },
    right: { source: r.right_source, record: r.right_record },
    same: r.same,
  }))
}

export interface NumberedRecord extends RecordRef {
  readonly n: number
  readonly entity: number
}

export async function findRecord(
  db: Tx | Database,
  linkage: string,
  run: string,
  ref: RecordRef,
): Promise<NumberedRecord | undefined> {
  return tables(db)
    .selectFrom('linkage_records')
    .select(['n', 'source', 'record', 'entity'])
    .where('linkage', '=', linkage)
    .where('run', '=', run)
    .where('source', '=', ref.source)
    .where('record', '=', ref.record)
    .executeTakeFirst()
}

export async function listMembers(
  db: Tx | Database,
  linkage: string,
  run: string,
  entities: readonly number[],
): Promise<NumberedRecord[]> {
  return tables(db)
    .selectFrom('linkage_records')
    .select(['n', 'source', 'record', 'entity'])
    .where('linkage', '=', linkage)
    .where('run', '=', run)
    .where('entity', 'in', [...entities])
    .orderBy('n')
    .limit(1000)
    .execute()
}
