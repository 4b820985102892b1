import { sql } from 'kysely'
import type { EventSubject } from '#kernel/action'
import type { Database, Tx } from '#kernel/database'

/** An event as consumers see it. `(tx, seq)` is the order in which transactions became final. */
export interface StoredEvent {
  readonly seq: number
  readonly tx: string
  readonly id: string
  readonly name: string
  readonly at: Date
  readonly trace: string
  readonly subject: EventSubject
  readonly payload: Readonly<Record<string, unknown>>
}

export interface Position {
  readonly tx: string
  readonly seq: number
}

/**
 * The next events after a position. `events.` names the columns to sort by: `tx` alone would be the text in the output,
 * where 1000 comes before 999, and a consumer would pass what it has not seen. Only those of transactions older than any that still runs: their order is
 * final, so that no consumer ever passes one that commits late.
 */
export async function listEventsAfter(
  db: Database | Tx,
  after: Position,
  most: number,
): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`
    select seq, tx::text as tx, id, name, at, trace, subject, payload from events
    where (tx, seq) > (${after.tx}::xid8, ${after.seq}) and tx < pg_snapshot_xmin(pg_current_snapshot())
    order by events.tx, events.seq limit ${most}`.execute(db)
  return rows
}

/** The position of a consumer that wants only what happens from now on. */
export async function currentPosition(db: Database): Promise<Position> {
  const { rows } = await sql<Position>`
    select tx::text as tx, seq from events where tx < pg_snapshot_xmin(pg_current_snapshot())
    order by events.tx desc, events.seq desc limit 1`.execute(db)
  return rows[0] ?? { tx: '0', seq: 0 }
}

/**
 * Whether there may be something for a consumer. A plain read, before the transaction has begun: consumers look twice a second
 * and mostly find nothing, which takes one statement so instead of five.
 */
async function hasNext(tx: Tx, consumer: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from events e
    where e.tx < pg_snapshot_xmin(pg_current_snapshot()) and (e.tx, e.seq) > (
      coalesce((select c.tx from event_cursors c where c.consumer = ${consumer}), '0'::xid8),
      coalesce((select c.seq from event_cursors c where c.consumer = ${consumer}), 0))
    order by e.tx, e.seq limit 1`.execute(tx)
  return rows.length > 0
}

/**
 * Hands a consumer its next batch, at least once: the cursor moves in the transaction that handles the batch.
 * @returns how many events were handled; 0 also when another process holds this consumer
 */
export async function consume(
  db: Database,
  consumer: string,
  handle: (tx: Tx, events: readonly StoredEvent[]) => Promise<void>,
  most = 500,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    if (!(await hasNext(tx, consumer))) return 0
    const lock = await sql<{
      got: boolean
    }>`select pg_try_advisory_xact_lock(814404, hashtext(${consumer})) as got`.execute(tx)
    if (lock.rows[0]?.got !== true) return 0
    const cursor = await tx
      .selectFrom('event_cursors')
      .selectAll()
      .where('consumer', '=', consumer)
      .executeTakeFirst()
    const events = await listEventsAfter(tx, { tx: cursor?.tx ?? '0', seq: Number(cursor?.seq ?? 0) }, most)
    const last = events.at(-1)
    if (last === undefined) return 0
    await handle(tx, events)
    const position = { tx: last.tx, seq: String(last.seq) }
    await tx
      .insertInto('event_cursors')
      .values({ consumer, ...position })
      .onConflict((c) => c.column('consumer').doUpdateSet(position))
      .execute()
    return events.length
  })
}

/** Deletes events older than the given time that every consumer has passed. */
export async function pruneEvents(db: Database, before: Date): Promise<number> {
  const result = await sql`
    delete from events e where e.at < ${before}
      and not exists (select 1 from event_cursors c where (c.tx, c.seq) < (e.tx, e.seq))`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}
