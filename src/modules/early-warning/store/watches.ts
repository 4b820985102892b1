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
  const last = await tables(db)
    .selectFrom('watches')
    .select((e) => e.fn.max('changed').as('changed'))
    .executeTakeFirst()
  const watches = await tables(db).selectFrom('watches').selectAll().where('state', '=', 'on').execute()
  return { changed: String(last?.changed ?? '0'), watches }
}

export async function lastWatchChange(db: Database): Promise<string> {
  const last = await tables(db)
    .selectFrom('watches')
    .select((e) => e.fn.max('changed').as('changed'))
    .executeTakeFirst()
  return String(last?.changed ?? '0')
}
