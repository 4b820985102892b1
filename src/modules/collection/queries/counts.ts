import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'

/** What is counted of a resource: by which item, over which periods of local time. */
export interface Counting {
  /** The item each of whose values is counted by itself. */
  readonly object: string
  readonly every: 'day' | 'week'
  /** The item whose sum is wanted; null: how many rows. */
  readonly sum: string | null
  /** Only rows in which an item is this text. */
  readonly where: { readonly item: string; readonly equals: string } | null
}

/** How many there were of an object in a period. */
export interface Counted {
  readonly object: string
  /** First day of the period, as 2026-01-05; a week begins on Monday. */
  readonly day: string
  readonly count: number
  /** The smallest place that holds all of them. */
  readonly place: string | null
}

/**
 * How many rows there are now by object and period, by the time of what they tell; periods without any are left out.
 * A sum is rounded to a whole number, and is never below 0.
 */
export async function countRows(
  db: Tx | Database,
  resource: string,
  { object, every, sum, where }: Counting,
  period: { readonly from: Date; readonly until: Date; readonly objects?: readonly string[] },
): Promise<Counted[]> {
  const named = sql`left(data->>${sql.lit(object)}, ${sql.lit(longestObject)})`
  const kept = where === null ? sql`true` : sql`data->>${where.item}::text = ${where.equals}`
  const of = period.objects === undefined ? sql`true` : sql`${named} = any(${period.objects}::text[])`
  const counted =
    sum === null
      ? sql`count(*)`
      : sql`greatest(0, round(coalesce(sum(nullif(data->>${sql.lit(sum)}, '')::numeric), 0)))`
  const { rows } = await sql<Omit<Counted, 'place'> & { first: string | null; last: string | null }>`
    select object, to_char(day, 'YYYY-MM-DD') as day, n::float8 as count, first, last from (
      select ${named} as object, date_trunc(${sql.lit(every)}, at at time zone 'Asia/Shanghai') as day,
        ${counted} as n, min(place) as first, max(place) as last
      from collected_rows
      where resource = ${resource}::uuid and at >= ${period.from}::timestamptz and at < ${period.until}::timestamptz
        and ${kept} and ${of} and data->>${sql.lit(object)} <> ''
      group by 1, 2) c
    order by object, day`.execute(db)
  return rows.map(({ first, last, ...c }) => ({ ...c, place: commonPlace(first, last) }))
}

/** Objects are named by so many characters at most. */
const longestObject = 200

/** What begins the least and the greatest of some paths begins all of them. */
function commonPlace(first: string | null, last: string | null): string | null {
  if (first === null || last === null) return null
  const [a, b] = [first.split('/'), last.split('/')]
  const apart = a.findIndex((part, n) => part !== b[n])
  return apart < 0 ? first : a.slice(0, apart).join('/') || null
}
