import { Refusal } from '#kernel/action'
import type { Database, Tx } from '#kernel/database'
import type { WatchContent, WatchState } from '../contract.ts'
import { tables } from '../tables.ts'

export interface StoredWatch {
  readonly id: string
  readonly version: number
  readonly state: WatchState
  readonly resource: string
  readonly content: WatchContent
  readonly changed_at: Date
  /** Version that a process reads by; null: none yet. */
  readonly taken: number | null
}

export async function findWatch(tx: Tx | Database, id: string): Promise<StoredWatch | undefined> {
  return tables(tx).selectFrom('watches').selectAll().where('id', '=', id).executeTakeFirst()
}

/** @throws Refusal `not-found` */
export async function getWatch(tx: Tx | Database, id: string): Promise<StoredWatch> {
  const watch = await findWatch(tx, id)
  if (watch === undefined) throw new Refusal('not-found', 'early-warning.no-watch', { id })
  return watch
}

/** Watches that are on, and a number that is another one whenever any watch was changed. */
export async function readWatches(db: Tx | Database): Promise<{ changed: string; watches: StoredWatch[] }> {
  const changed = await lastWatchChange(db)
  const watches = await tables(db).selectFrom('watches').selectAll().where('state', '=', 'on').execute()
  return { changed, watches }
}

/** The sum of all versions, which grows with every change. */
export async function lastWatchChange(db: Tx | Database): Promise<string> {
  const sum = await tables(db)
    .selectFrom('watches')
    .select((e) => e.fn.sum('version').as('versions'))
    .executeTakeFirst()
  return String(sum?.versions ?? '0')
}

/** Notes that a process reads by this version. */
export async function takeUpWatch(db: Database, watch: { id: string; version: number }): Promise<void> {
  await tables(db)
    .updateTable('watches')
    .set({ taken: watch.version })
    .where('id', '=', watch.id)
    .where('version', '=', watch.version)
    .execute()
}
