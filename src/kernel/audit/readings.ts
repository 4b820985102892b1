import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'

/**
 * Reads of an officer on one day in Shanghai, as the audit tells of them. What a screen looks at again by itself is one
 * read a quarter of an hour, at the time of the first look.
 */
export interface ReaderDay {
  readonly account: string
  readonly day: string
  readonly reads: number
  readonly subjects: number
  readonly night: number
  /** Rows in exports, as each logged read says. */
  readonly rows: number
}

export interface Night {
  /** Hours of the clock in Shanghai: from this one on, and before that one in the morning. */
  readonly from: number
  readonly to: number
}

/** Logged reads by officer and day since a day, for those who read on the days that are looked at at all. */
export async function readerDays(
  db: Tx | Database,
  since: string,
  until: string,
  night: Night,
): Promise<ReaderDay[]> {
  const { rows } = await sql<ReaderDay>`
    with span as (
      select actor_id, action, subject_type, subject_id, at at time zone 'Asia/Shanghai' as local,
        coalesce(substring(change::text from 'rows: (\\d+)')::bigint, 0) as given
      from audit_entries where outcome = 'read' and actor_kind = 'officer' and not change ? 'looks'
        and at >= (${since}::date)::timestamp at time zone 'Asia/Shanghai'
        and at < (${until}::date + 1)::timestamp at time zone 'Asia/Shanghai')
    select actor_id as account, local::date::text as day, count(*)::int as reads,
      count(distinct subject_type || ' ' || subject_id)::int as subjects,
      (count(*) filter (where extract(hour from local) >= ${night.from} or extract(hour from local) < ${night.to}))::int as night,
      sum(given)::int as rows
    from span group by 1, 2 order by 1, 2`.execute(db)
  return rows
}
