import { sql } from 'kysely'
import type { Tx } from '#kernel/database'
import type { Content } from '#modules/catalogue/contract'
import { currentRows } from '#modules/collection'
import type { Grant } from '../contract.ts'
import { grantOf } from '../store.ts'
import { tables } from '../tables.ts'
import { filterCondition } from './rows.ts'

/** A grant with what its request says of it, and how it was used. */
export interface Given {
  readonly grant: Grant
  readonly use: string
  readonly legalBasis: string
  /** Newest first: calls by the gateway, reads at the desk, rows by both. */
  readonly days: readonly {
    readonly day: string
    readonly calls: number
    readonly rows: number
    readonly reads: number
  }[]
}

/** Every grant of a resource that gives or gave, with its last days of use. */
export async function givenOf(tx: Tx, resource: string, mostDays: number): Promise<Given[]> {
  const rows = await tables(tx)
    .selectFrom('sharing_grants')
    .selectAll()
    .where('resource', '=', resource)
    .where('state', '<>', 'drafted')
    .orderBy('given_at', 'desc')
    .limit(200)
    .execute()
  if (rows.length === 0) return []
  const grants = rows.map(grantOf)
  const { rows: words } = await sql<{ id: string; use: string; basis: string }>`
    select id, document->'details'->>'use' as use, document->'details'->>'legalBasis' as basis
    from cases where id = any(${grants.map((g) => g.request)}::uuid[])`.execute(tx)
  const said = new Map(words.map((w) => [w.id, w]))
  const ids = grants.map((g) => g.id)
  const { rows: uses } = await sql<{ id: string; day: string; calls: number; rows: number; reads: number }>`
    select grant_id::text as id, day::text, calls, rows::int, reads from sharing_uses
    where grant_id = any(${ids}::uuid[]) order by day desc`.execute(tx)
  const byGrant = Map.groupBy(uses, (u) => u.id)
  return grants.map((grant) => ({
    grant,
    use: said.get(grant.request)?.use ?? '',
    legalBasis: said.get(grant.request)?.basis ?? '',
    days: (byGrant.get(grant.id) ?? []).slice(0, mostDays).map(({ id: _, ...day }) => day),
  }))
}

/** Whether the row filter of a grant lets one of these rows through. */
export async function givesRow(
  tx: Tx,
  grant: Grant,
  content: Content,
  keys: readonly string[],
): Promise<boolean> {
  const items = new Map(content.items.map((i) => [i.name, i]))
  const conditions = grant.terms.rows.map((c) => filterCondition(c, items.get(c.item)))
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from ${currentRows()} where resource = ${grant.resource}::uuid and key = any(${keys}::text[])
      ${conditions.length === 0 ? sql`` : sql`and ${sql.join(conditions, sql` and `)}`}) as found`.execute(tx)
  return rows[0]?.found === true
}
