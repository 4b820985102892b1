import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'

/** Items that were given through the gateway since a day in Shanghai, by grant. */
export async function itemsGiven(db: Tx | Database, since: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ grant: string; items: string[] }>`
    select grant_id as grant, array_agg(distinct item) as items
    from exchanges x, jsonb_array_elements_text(x.record->'items') as item
    where x.outcome = 'given' and x.grant_id is not null
      and x.at >= (${since}::date)::timestamp at time zone 'Asia/Shanghai' group by 1`.execute(db)
  return new Map(rows.map((r) => [r.grant, r.items]))
}

/** Calls of an organization on one day in Shanghai. */
export interface ConsumerDay {
  readonly consumer: string
  readonly day: string
  readonly reads: number
  /** Different grants. */
  readonly subjects: number
  readonly night: number
  readonly rows: number
}

export async function consumerDays(
  db: Tx | Database,
  since: string,
  until: string,
  night: { readonly from: number; readonly to: number },
): Promise<ConsumerDay[]> {
  const { rows } = await sql<ConsumerDay>`
    with span as (
      select consumer, grant_id, (record->>'rows')::bigint as given, at at time zone 'Asia/Shanghai' as local
      from exchanges where consumer is not null and outcome = 'given'
        and at >= (${since}::date)::timestamp at time zone 'Asia/Shanghai'
        and at < (${until}::date + 1)::timestamp at time zone 'Asia/Shanghai')
    select consumer, local::date::text as day, count(*)::int as reads, count(distinct grant_id)::int as subjects,
      (count(*) filter (where extract(hour from local) >= ${night.from} or extract(hour from local) < ${night.to}))::int as night,
      sum(given)::int as rows
    from span group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

export interface ExchangeCounts {
  readonly provider: string | null
  readonly consumer: string | null
  readonly given: number
  readonly refused: number
  readonly rows: number
}

/** Exchanges between two days in Shanghai, both included, by their two sides. */
export async function countExchanges(
  db: Tx | Database,
  from: string,
  until: string,
): Promise<ExchangeCounts[]> {
  const { rows } = await sql<ExchangeCounts>`
    select provider, consumer, (count(*) filter (where outcome = 'given'))::int as given,
      (count(*) filter (where outcome = 'refused'))::int as refused,
      coalesce(sum((record->>'rows')::bigint) filter (where outcome = 'given'), 0)::int as rows
    from exchanges where at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'
      and at < (${until}::date + 1)::timestamp at time zone 'Asia/Shanghai' group by 1, 2`.execute(db)
  return rows
}
