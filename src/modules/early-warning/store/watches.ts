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
  /** Organization that watches; null: unknown. */
  readonly owner: string | null
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

/**
 * The watch, kept from others until the action is over: what it may read and whether it is on are changed together.
 * @throws Refusal `not-found`
 */
export async function lockWatch(tx: Tx, id: string): Promise<StoredWatch> {
  const watch = await tables(tx)
    .selectFrom('watches')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (watch === undefined) throw new Refusal('not-found', 'early-warning.no-watch', { id })
  return watch
}

/**
 * @param version the version that was looked at
 * @returns the new version
 * @throws Refusal `conflict` where somebody changed it meanwhile
 */
export async function changeWatch(
  tx: Tx,
  before: StoredWatch,
  version: number,
  by: { id: string; now: Date },
  to: { content?: string; resource?: string; state?: WatchState; owner?: string | null },
): Promise<number> {
  const row = await tables(tx)
    .updateTable('watches')
    .set({ ...to, version: version + 1, changed_at: by.now, changed_by: by.id })
    .where('id', '=', before.id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  if (row === undefined)
    throw new Refusal('conflict', 'early-warning.watch-changed', { version: before.version })
  return row.version
}

/** Watches of a resource that are on. */
export async function listOn(tx: Tx | Database, resource: string): Promise<string[]> {
  const rows = await tables(tx)
    .selectFrom('watches')
    .select('id')
    .where('resource', '=', resource)
    .where('state', '=', 'on')
    .orderBy('id')
    .execute()
  return rows.map((r) => r.id)
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
