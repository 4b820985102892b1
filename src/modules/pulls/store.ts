import type { Selectable } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import { type MasterKey, openSecret } from '#kernel/vault'
import type { KnownFile } from './rules.ts'
import { type LetterTable, type RunTable, type SourceTable, tables } from './tables.ts'

export type Source = Selectable<SourceTable>
export type Run = Selectable<RunTable>
export type StoredLetter = Selectable<LetterTable>

/** Where a secret lives; bound into its seal, so that one moved to another source does not open. */
export const secretContext = (source: string) => ({ column: 'pull_sources.secret', owner: source })
export const letterContext = (letter: string) => ({ column: 'pull_letters.content', owner: letter })

export async function findSource(db: Tx | Database, id: string): Promise<Source | undefined> {
  return tables(db).selectFrom('pull_sources').selectAll().where('id', '=', id).executeTakeFirst()
}

/** @throws Refusal `not-found` */
export async function getSource(db: Tx | Database, id: string): Promise<Source> {
  const found = await findSource(db, id)
  if (found === undefined) throw new Refusal('not-found', 'pulls.not-found', { id })
  return found
}

/** The source, locked until the action is over. @throws Refusal `not-found` */
export async function lockSource(tx: Tx, id: string): Promise<Source> {
  const found = await tables(tx)
    .selectFrom('pull_sources')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) throw new Refusal('not-found', 'pulls.not-found', { id })
  return found
}

export async function findRun(db: Tx | Database, source: string, id: string): Promise<Run | undefined> {
  return tables(db)
    .selectFrom('pull_runs')
    .selectAll()
    .where('source', '=', source)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function findRunning(db: Tx | Database, source: string): Promise<Run | undefined> {
  return tables(db)
    .selectFrom('pull_runs')
    .selectAll()
    .where('source', '=', source)
    .where('state', '=', 'running')
    .executeTakeFirst()
}

/** The plain secret; empty where the source has none. It goes to the reader and nowhere else. */
export function secretOf(key: MasterKey, source: Source): string {
  return source.secret === null ? '' : openSecret(key, source.secret, secretContext(source.id))
}

/** Files that the source has shown, by name. */
export async function listFiles(
  db: Tx | Database,
  source: string,
): Promise<ReadonlyMap<string, KnownFile & { delivery: string }>> {
  const rows = await tables(db).selectFrom('pull_files').selectAll().where('source', '=', source).execute()
  return new Map(
    rows.map((f) => [f.name, { ...f, size: Number(f.size), modified: f.modified.toISOString() }] as const),
  )
}
