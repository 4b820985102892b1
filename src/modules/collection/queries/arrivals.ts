import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { isInPartition, type Partition, whole } from './partitions.ts'

/** A row as it arrived, for what judges each once: the items asked for as text, in the order of the asking. */
export interface ArrivedRow {
  readonly tx: string
  readonly seq: string
  /** When what it tells happened, in milliseconds since the epoch; null where the contract names no time item. */
  readonly at: number | null
  /** Since when the platform knows the row as it is, in milliseconds since the epoch. */
  readonly since: number
  readonly place: string | null
  readonly items: readonly (string | null)[]
}

/** A place in the change feed of a resource. */
export interface ArrivalPosition {
  readonly tx: string
  readonly seq: string
}

type Read = Record<string, string | null> & { at: number | null; since: number }

/** Only the items that are asked for: a reader of many rows a second parses nothing else. */
function readOf(items: readonly string[]) {
  const wanted = items.map((name, n) => sql`data->>${sql.lit(name)} as ${sql.ref(`i${n}`)}`)
  return sql`tx::text as tx, seq::text as seq, (extract(epoch from at) * 1000)::float8 as at,
    (extract(epoch from since) * 1000)::float8 as since, place, ${sql.join(wanted)}`
}

function arrivals(resource: string, items: readonly string[], rest: RawBuilder<unknown>) {
  return sql<Read>`select ${readOf(items)} from collected_rows where resource = ${resource}::uuid and ${rest}`
}

function rowOf(r: Read, items: readonly string[]): ArrivedRow {
  const { tx, seq, place } = r as Record<string, string>
  return {
    tx: tx ?? '',
    seq: seq ?? '',
    at: r.at,
    since: r.since,
    place: place ?? null,
    items: items.map((_, n) => r[`i${n}`] ?? null),
  }
}

/** The rows of which an object lies in the partition; `objects` are the items that name one. */
export interface ArrivalPart extends Partition {
  readonly objects: readonly string[]
}

/**
 * The next rows that were added or changed after a position, in the order in which that became final. Of a part, its
 * rows among the next ones; the last of these comes whatever its part, so that a reader knows how far it is.
 */
export async function readArrivals(
  db: Tx | Database,
  resource: string,
  after: ArrivalPosition,
  items: readonly string[],
  limit: number,
  part: ArrivalPart = { ...whole, objects: [] },
): Promise<ArrivedRow[]> {
  const next = sql`(tx, seq) > (${after.tx}::text::xid8, ${after.seq}::bigint)
    and tx < pg_snapshot_xmin(pg_current_snapshot()) order by collected_rows.tx, collected_rows.seq limit ${limit}`
  const read = part.of === 1 ? arrivals(resource, items, next) : arrivalsOfPart(resource, items, next, part)
  const { rows } = await read.execute(db)
  return rows.map((r) => rowOf(r, items))
}

function arrivalsOfPart(
  resource: string,
  items: readonly string[],
  next: RawBuilder<unknown>,
  part: ArrivalPart,
) {
  const isIn = part.objects.map((name) => isInPartition(sql`(data->>${sql.lit(name)})`, part))
  return sql<Read>`with page as materialized (
      select tx, seq, at, since, place, data from collected_rows where resource = ${resource}::uuid and ${next}
    )
    select ${readOf(items)} from page
    where ${sql.join(isIn, sql` or `)} or (tx, seq) = (select p.tx, p.seq from page p order by p.tx desc, p.seq desc limit 1)
    order by page.tx, page.seq`
}

/**
 * Rows of a period by the time of what they tell, oldest first: for trials on the past and for drawing. Where there are
 * more than the limit, the newest.
 */
export async function readPeriod(
  db: Tx | Database,
  resource: string,
  period: { readonly from: Date; readonly until: Date },
  items: readonly string[],
  limit: number,
  only?: { readonly item: string; readonly equals: string },
): Promise<ArrivedRow[]> {
  const which = only === undefined ? sql`true` : sql`data->>${only.item}::text = ${only.equals}`
  const within = sql`at >= ${period.from}::timestamptz and at < ${period.until}::timestamptz and ${which}
    order by collected_rows.at desc, collected_rows.tx desc, collected_rows.seq desc limit ${limit}`
  const { rows } = await arrivals(resource, items, within).execute(db)
  return rows.toReversed().map((r) => rowOf(r, items))
}

/** The position after everything that is final now. */
export async function currentArrival(db: Tx | Database, resource: string): Promise<ArrivalPosition> {
  const { rows } = await sql<ArrivalPosition>`
    select tx::text as tx, seq::text as seq from collected_rows where resource = ${resource}::uuid
      and tx < pg_snapshot_xmin(pg_current_snapshot())
    order by collected_rows.tx desc, collected_rows.seq desc limit 1`.execute(db)
  return rows[0] ?? { tx: '0', seq: '0' }
}
