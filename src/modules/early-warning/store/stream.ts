import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { isInPartition, type Partition } from '#modules/collection'
import type { SeriesState } from '../rules.ts'
import { tables } from '../tables.ts'

/** A place in a resource's change feed. */
export interface Place {
  readonly tx: string
  readonly seq: string
}

/** Whoever reads a part of a resource. */
export interface Reader {
  readonly resource: string
  readonly part: Partition
  readonly holder: string
  /** The sum of the versions of all watches by which it reads. */
  readonly readsBy: string
}

/** As text: a sequence's number as the driver reads it would never be the same as one that came with a row. */
const placeOf = [sql<string>`tx::text`.as('tx'), sql<string>`seq::text`.as('seq')]

/** A process that reads a part keeps it for so long after its last sign. */
const leaseSeconds = 10

/**
 * Takes a part of the resource's stream for a process, or keeps it. The clock is the database's, so that processes agree.
 * @param start where to begin a stream that nobody has read yet
 * @returns how far the states were saved; undefined while another process holds it
 */
export async function holdStream(
  db: Database,
  reader: Reader,
  start: () => Promise<Place>,
): Promise<Place | undefined> {
  const held = await take(db, reader)
  if (held !== undefined) return held
  return (await divide(db, reader, start)) ? take(db, reader) : undefined
}

function take(db: Database, { resource, part, holder, readsBy }: Reader): Promise<Place | undefined> {
  return tables(db)
    .updateTable('stream_cursors')
    .set({
      holder,
      until: sql<Date>`clock_timestamp() + make_interval(secs => ${leaseSeconds})`,
      reads_by: readsBy,
    })
    .where('resource', '=', resource)
    .where('partition', '=', part.at)
    .where('partitions', '=', part.of)
    .where((e) => e.or([e('holder', '=', holder), e('until', '<', sql<Date>`clock_timestamp()`)]))
    .returning(placeOf)
    .executeTakeFirst()
}

/**
 * Divides a stream that nobody has divided, or that was divided into another number of parts, of which none is read any
 * more: all begin where the slowest of the old ones was, for each state knows what it has seen.
 * @returns whether anything was changed
 */
async function divide(
  db: Database,
  { resource, part }: Reader,
  start: () => Promise<Place>,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`stream ${resource}`}, 0))`.execute(tx)
    const { rows } = await sql<Place & { partitions: number; live: boolean }>`
      select tx::text as tx, seq::text as seq, partitions, until >= clock_timestamp() as live from stream_cursors
      where resource = ${resource}::uuid order by stream_cursors.tx, stream_cursors.seq for update`.execute(
      tx,
    )
    if (rows.some((r) => r.live || r.partitions === part.of)) return false
    await tables(tx).deleteFrom('stream_cursors').where('resource', '=', resource).execute()
    const { tx: at, seq } = rows[0] ?? (await start())
    const parts = Array.from({ length: part.of }, (_, partition) => ({
      resource,
      partition,
      partitions: part.of,
      tx: at,
      seq,
      holder: null,
      until: sql<Date>`to_timestamp(0)`,
    }))
    await tables(tx).insertInto('stream_cursors').values(parts).execute()
    return true
  })
}

/** Gives the part free at once, for the next process. */
export async function releaseStream(db: Database, { resource, part, holder }: Reader): Promise<void> {
  await tables(db)
    .updateTable('stream_cursors')
    .set({ holder: null, until: sql<Date>`to_timestamp(0)` })
    .where('resource', '=', resource)
    .where('partition', '=', part.at)
    .where('holder', '=', holder)
    .execute()
}

/** Resources of which every part is read by watches at least as new. */
export async function listFullyRead(db: Database, readsBy: string): Promise<Set<string>> {
  const { rows } = await sql<{ resource: string }>`
    select resource from stream_cursors where reads_by >= ${readsBy}::bigint and until >= clock_timestamp()
    group by resource, partitions having count(*) = partitions`.execute(db)
  return new Set(rows.map((r) => r.resource))
}

export interface Snapshot {
  readonly watch: string
  readonly object: string
  readonly version: number
  readonly series: SeriesState
  /** How far the state reaches. */
  readonly reached: Place
}

/**
 * Saves states together with how far they reach.
 * @returns false when another process holds the part by now: then nothing is written, and the memory is worth nothing
 */
export async function saveSnapshots(
  db: Database,
  { resource, part, holder }: Reader,
  reached: Place,
  snapshots: readonly Snapshot[],
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const moved = await tables(tx)
      .updateTable('stream_cursors')
      .set({ tx: reached.tx, seq: reached.seq })
      .where('resource', '=', resource)
      .where('partition', '=', part.at)
      .where('partitions', '=', part.of)
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
      t: s.reached.tx,
      q: s.reached.seq,
      s: s.series,
    })),
  )
  await sql`
    insert into series_states as old (watch, object, version, at, late, state, tx, seq)
    select w, o, v, a, l, s, t, q from jsonb_to_recordset(${json}::jsonb)
      as i (w uuid, o text, v integer, a timestamptz, l bigint, s jsonb, t xid8, q bigint)
    on conflict (watch, object) do update set version = excluded.version, at = excluded.at, late = excluded.late,
      state = excluded.state, tx = excluded.tx, seq = excluded.seq`.execute(tx)
}

/** States of the part's objects of the given watches; those of other versions are of other detectors and are left out. */
export async function readSnapshots(
  db: Database,
  watches: readonly { readonly id: string; readonly version: number }[],
  part: Partition,
): Promise<Snapshot[]> {
  if (watches.length === 0) return []
  const rows = await tables(db)
    .selectFrom('series_states')
    .select(['watch', 'object', 'version', 'state', ...placeOf])
    .where(
      'watch',
      'in',
      watches.map((w) => w.id),
    )
    .where(part.of === 1 ? sql<boolean>`true` : isInPartition(sql.ref('object'), part))
    .execute()
  const versions = new Map(watches.map((w) => [w.id, w.version]))
  return rows
    .filter((r) => versions.get(r.watch) === r.version)
    .map(({ state, tx, seq, ...r }) => ({ ...r, series: state as SeriesState, reached: { tx, seq } }))
}
