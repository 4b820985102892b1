import type { Database, Tx } from '#kernel/database'
import type { PersonalKind } from './contract.ts'
import { tables } from './tables.ts'

/** Item → kind that a person confirmed; null: no personal information. */
export async function confirmedKinds(
  db: Tx | Database,
  resource: string,
): Promise<Map<string, PersonalKind | null>> {
  const rows = await tables(db)
    .selectFrom('protection_kinds')
    .select(['item', 'kind'])
    .where('resource', '=', resource)
    .where('confirmed_at', 'is not', null)
    .execute()
  return new Map(rows.map((r) => [r.item, r.kind]))
}
