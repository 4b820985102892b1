import { sql } from 'kysely'
import type { Tx } from '#kernel/database'
import { warningCase } from '../case.ts'

export interface Raised {
  readonly raised: number
  /** Of these, closed with a verdict. */
  readonly judged: number
  /** Of these, not judged a false alarm. */
  readonly right: number
}

/** Real warnings that watches and patterns raised since an instant, and what people said of them; exercises do not count. */
export async function countRaised(tx: Tx, watches: readonly string[], since: Date): Promise<Raised> {
  const { rows } = await sql<Raised>`
    select count(*)::int as raised, count(verdict)::int as judged, (count(*) filter (where verdict <> 'false'))::int as right
    from (select document->'details'->'verdict'->>'verdict' as verdict from cases
      where type = ${warningCase.type} and created_at >= ${since}::timestamptz
        and document->'details'->>'watch' = any(${watches}::text[])
        and document->'details'->>'exercise' = 'false') w`.execute(tx)
  return rows[0] ?? { raised: 0, judged: 0, right: 0 }
}
