import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { SeriesState } from '../rules.ts'
import { tables } from '../tables.ts'

/** A place in a resource's change feed. */
export interface Place {
  readonly tx: string
  readonly seq: string
}

/** A process that reads a resource keeps it for so long after its last sign. */
const leaseSeconds = 10

/**
 * Takes the resource's stream for a process, or keeps it. The clock is the database's, so that processes agree.
 * @param start where to begin a stream that nobody has read yet
 * @returns how far the states were saved; undefined while another process holds it
 */
export async function holdStream(
  db: Database,
  resource: string,
  holder: string,
  start: () => Promise<Place>,
): Promise<Place | undefined> {
  const until = sql<Date>`clock_timestamp() + make_interval(secs => ${leaseSeconds})`
  const take = () =>
    tables(db)
      .updateTable('stream_cursors')
      .set({ holder, until })
      .where('resource', '=', resource)
      .where((e) => e.or([e('holder', '=', holder), e('until', '<', sql<Date>`clock_timestamp()`)]))
      .returning(['tx', 'seq'])
      .executeTakeFirst()
  const held = await take()
  if (held !== undefined) return held
  const first = await start()
  await tables(db)
    .insertInto('stream_cursors')
    .values({ resource, ...first, holder: null, until: sql<Date>`to_timestamp(0)` })
    .onConflict((c) => c.doNothing())
    .execute()
  return take()
}

/** Gives the stream free at once, for the next process. */
export async function releaseStream(db: Database, resource: string, holder: string): Promise<void> {
  await tables(db)
    .updateTable('stream_cursors')
    .set({ holder: null, until: sql<Date>`to_timestamp(0)` })
    .where('resource', '=', resource)
    .where('holder', '=', holder)
    .execute()
}

export interface Snapshot {
  readonly watch: string
  readonly object: string
  readonly version: number
  readonly series: SeriesState
}

/**
 * Saves states together with how far they reach.
 * @returns false when another process holds the stream by now: then nothing is written, and the memory is worth nothing
 */
export async function saveSnapshots(
  db: Database,
  resource: string,
  holder: string,
  reached: Place,
  snapshots: readonly Snapshot[],
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const moved = await tables(tx)
      .updateTable('stream_cursors')
      .set({ tx: reached.tx, seq: reached.seq })
      .where('resource', '=', resource)
      .where('holder', '=', holder)
      .executeTakeFirst()
    if (moved.numUpdatedRows !== 1n) return false
    for (let at = 0; at < snapshots.length; at += inStatement)
      await saveSome(tx, snapshots.slice(at, at + inStatement))
    return true
  })
}

const inStatement = 2000

async function saveSome(tx: Tx, snapshots: readonly Snapshot[]): Promise<void> {
  const json = JSON.stringify(
    snapshots.map((s) => ({
      w: s.watch,
      o: s.object,
      v: s.version,
      a: s.series.newest === null ? null : new Date(s.series.newest).toISOString(),
      l: s.series.late,
      s: s.series,
    })),
  )
  await sql`
    insert into series_states as old (watch, object, version, at, late, state)
    select w, o, v, a, l, s from jsonb_to_recordset(${json}::jsonb) as i (w uuid, o text, v integer, a timestamptz, l bigint, s jsonb)
    on conflict (watch, object) do update set version = excluded.version, at = excluded.at, late = excluded.late,
      state = excluded.state`.execute(tx)
}

/** States of the given watches; those of other versions are of other detectors and are left out. */
export async function readSnapshots(
  db: Database,
  watches: readonly { readonly id: string; readonly version: number }[],
): Promise<Snapshot[]> {
  if (watches.length === 0) return []
  const rows = await tables(db)
    .selectFrom('series_states')
    .select(['watch', 'object', 'version', 'state'])
    .where(
      'watch',
      'in',
      watches.map((w) => w.id),
    )
    .execute()
  const versions = new Map(watches.map((w) => [w.id, w.version]))
  return rows
    .filter((r) => versions.get(r.watch) === r.version)
    .map((r) => ({ watch: r.watch, object: r.object, version: r.version, series: r.state as SeriesState }))
}
