import { sql } from 'kysely'
import type { Tx } from '#kernel/database'
import type { ChainLink } from '../contract.ts'
import { standings } from '../rules.ts'
import { linkOfRow, type StoredAlert } from '../store.ts'

/** Messages of a chain that are shown; a longer one would be a fault of its sender. */
const mostLinks = 100

/** All messages that hang together with one by references, in the order of their sending, and how each stands. */
export async function chainOf(tx: Tx, row: StoredAlert, now: Date): Promise<ChainLink[]> {
  const { rows } = await sql<StoredAlert>`
    with recursive linked(id) as (
      select ${row.id}::uuid
      union
      select next.id from linked l
        join cap_alerts a on a.id = l.id
        cross join lateral (
          select b.id from cap_references r join cap_alerts b
            on (b.origin, b.sender, b.identifier, b.sent) = (r.origin, r.sender, r.identifier, r.sent)
            where r.alert = a.id
          union all
          select q.alert from cap_references q
            where (q.origin, q.sender, q.identifier, q.sent) = (a.origin, a.sender, a.identifier, a.sent)
        ) as next
    )
    select a.* from cap_alerts a where a.id in (select id from linked limit ${mostLinks})
    order by a.sent, a.id`.execute(tx)
  const found = standings(rows.map(linkOfRow), now.getTime())
  return rows.map((one) => {
    const standing = found.get(one.id)
    return {
      id: one.id,
      identifier: one.identifier,
      msgType: one.msg_type,
      sent: one.document.sent,
      state: standing?.state ?? 'over',
      headline: one.headline,
      missing: (standing?.missing ?? []).map((r) => r.identifier),
      foreign: (standing?.foreign ?? []).map((r) => r.identifier),
    }
  })
}
