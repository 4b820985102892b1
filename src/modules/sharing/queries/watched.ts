import { type Selectable, sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { Grant } from '../contract.ts'
import { grantOf } from '../store.ts'
import type { GrantTable } from '../tables.ts'

/** A grant in force or suspended with what a check needs to know of its use. */
export interface WatchedGrant {
  readonly grant: Grant
  readonly givenOn: string
  /** Items that the request gave a reason for having in clear. */
  readonly clearReasons: readonly string[]
  readonly automated: boolean
  /** Day of the last call or read; null: never. */
  readonly lastUse: string | null
  /** Most rows of one day through the gateway since the look-back began. */
  readonly peakRows: number
  /** Items shown at the desk since then. */
  readonly shownItems: readonly string[]
}

/** Grants that are not over, of some resources or all, with their use since a day in Shanghai. */
export async function listWatched(
  db: Tx | Database,
  since: string,
  which: { resources?: readonly string[] } = {},
): Promise<WatchedGrant[]> {
  const of =
    which.resources === undefined ? sql`` : sql`and g.resource = any(${[...which.resources]}::uuid[])`
  const { rows } = await sql<
    Selectable<GrantTable> & {
      given_on: string
      reasons: Record<string, string> | null
      automated: boolean | null
      last_use: string | null
      peak: number
      shown: string[] | null
    }
  >`
    select g.*, (g.given_at at time zone 'Asia/Shanghai')::date::text as given_on,
      c.document->'details'->'reasons' as reasons, (c.document->'details'->>'automated')::boolean as automated,
      greatest(u.last, r.last)::text as last_use, coalesce(u.peak, 0)::int as peak, s.shown
    from sharing_grants g left join cases c on c.id = g.request and c.type = 'data-request'
    left join lateral (select max(day) filter (where calls > 0 or rows > 0) as last,
        max(rows) filter (where day >= ${since}::date) as peak
      from sharing_uses where grant_id = g.id) u on true
    left join lateral (select max(at at time zone 'Asia/Shanghai')::date as last from audit_entries
      where subject_id = g.id::text and outcome = 'read' and action in ('grant.rows', 'grant.export')) r on true
    left join lateral (select array_agg(distinct item) as shown from audit_entries e,
        jsonb_array_elements_text(e.change->'shown') as item
      where e.subject_id = g.id::text and e.outcome = 'read' and e.action in ('grant.rows', 'grant.export')
        and e.at >= (${since}::date)::timestamp at time zone 'Asia/Shanghai') s on true
    where g.state in ('active', 'suspended') ${of} order by g.id`.execute(db)
  return rows.map((r) => ({
    grant: grantOf(r),
    givenOn: r.given_on,
    clearReasons: Object.keys(r.reasons ?? {}),
    automated: r.automated === true,
    lastUse: r.last_use,
    peakRows: r.peak,
    shownItems: r.shown ?? [],
  }))
}

/** What was asked, given and ended between two days in Shanghai, by provider and consumer. */
export interface GrantCounts {
  readonly provider: string
  readonly consumer: string
  readonly inForce: number
  readonly given: number
  readonly ended: number
}

export async function countGrants(db: Tx | Database, from: string, until: string): Promise<GrantCounts[]> {
  const { rows } = await sql<GrantCounts>`
    select g.provider, g.consumer, (count(*) filter (where g.state = 'active'))::int as "inForce",
      (count(*) filter (where (g.given_at at time zone 'Asia/Shanghai')::date between ${from}::date and ${until}::date
        and g.state <> 'drafted'))::int as given,
      (count(*) filter (where g.state = 'ended' and (g.ends_at at time zone 'Asia/Shanghai')::date
        between ${from}::date and ${until}::date + 1))::int as ended
    from sharing_grants g group by 1, 2`.execute(db)
  return rows
}
