import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'

/** A row as it arrived, for what judges each once: the items asked for as text, in the order of the asking. */
export interface ArrivedRow {
  readonly tx: string
  readonly seq: string
  /** When what it tells happened, in milliseconds since the epoch; null where the contract names no time item. */
  readonly at: number | null
  readonly place: string | null
  readonly items: readonly (string | null)[]
}

/** A place in the change feed of a resource. */
export interface ArrivalPosition {
  readonly tx: string
  readonly seq: string
}

type Read = Record<string, string | null> & { at: number | null }

/** Only the items that are asked for: a reader of many rows a second parses nothing else. */
function arrivals(resource: string, items: readonly string[], rest: RawBuilder<unknown>) {
  const wanted = items.map((name, n) => sql`data->>${sql.lit(name)} as ${sql.ref(`i${n}`)}`)
  return sql<Read>`select tx::text as tx, seq::text as seq, (extract(epoch from at) * 1000)::float8 as at, place,
    ${sql.join(wanted)} from collected_rows where resource = ${resource}::uuid and ${rest}`
}

function rowOf(r: Read, items: readonly string[]): ArrivedRow {
  const { tx, seq, place } = r as Record<string, string>
  return {
    tx: tx ?? '',
    seq: seq ?? '',
    at: r.at,
    place: place ?? null,
    items: items.map((_, n) => r[`i${n}`] ?? null),
  }
}

/** The next rows that were added or changed after a position, in the order in which that became final. */
export async function readArrivals(
  db: Tx | Database,
  resource: string,
  after: ArrivalPosition,
  items: readonly string[],
  limit: number,
): Promise<ArrivedRow[]> {
  const next = sql`(tx, seq) > (${after.tx}::text::xid8, ${after.seq}::bigint)
    and tx < pg_snapshot_xmin(pg_current_snapshot()) order by collected_rows.tx, collected_rows.seq limit ${limit}`
  const { rows } = await arrivals(resource, items, next).execute(db)
  return rows.map((r) => rowOf(r, items))
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
