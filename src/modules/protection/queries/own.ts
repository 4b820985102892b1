import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { findIndexes } from '#kernel/identity'
import { blindIndex, keyedHash, type MasterKey } from '#kernel/vault'
import { findResource } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { currentRows } from '#modules/collection'
import type { IdentityLevel, PersonalKind } from '../contract.ts'
import { effectiveKinds, type IndexKind, indexKindOf, normalised } from '../rules.ts'
import { confirmedKinds } from '../store.ts'

/** More rows than one person can have; beyond it something is wrong with the data. */
const mostRows = 500

/** A row in which a person's own identifiers stand. */
export interface Matched {
  readonly resource: Resource
  readonly kinds: ReadonlyMap<string, PersonalKind>
  readonly key: string
  readonly since: Date
  readonly data: Readonly<Record<string, unknown>>
  /** Items whose value is the person's identifier, looked at now. */
  readonly own: ReadonlySet<string>
}

/**
 * Rows of a person, found by the index and never by a look through all rows. Each is compared again with what stands in
 * it now, so that an index that lags behind shows nobody else's.
 */
export async function rowsOf(
  db: Tx | Database,
  master: MasterKey,
  person: string,
  only?: string,
): Promise<{ level: IdentityLevel; rows: Matched[] }> {
  const indexes = await findIndexes(db, person)
  const level: IdentityLevel = indexes.idNumber === null ? 'phone' : 'identity'
  const wanted = (['phone', 'idNumber'] as const).filter((k) => indexes[k] !== null)
  if (wanted.length === 0) return { level, rows: [] }
  const { rows } = await sql<{ resource: string; key: string; since: Date; data: Record<string, unknown> }>`
    select r.resource, r.key, r.since, r.data from ${currentRows()} r join (
      select distinct resource, key from protection_subjects where ${sql.join(
        wanted.map((k) => sql`(index = ${indexes[k]}::bytea and kind = ${k})`),
        sql` or `,
      )}
    ) s on s.resource = r.resource and s.key = r.key
    where ${only === undefined ? sql`true` : sql`r.resource = ${only}::uuid`}
    order by r.resource, r.key limit ${mostRows}`.execute(db)
  const matched: Matched[] = []
  for (const [id, own] of Map.groupBy(rows, (r) => r.resource)) {
    const resource = await findResource(db, id)
    if (resource === undefined) continue
    const kinds = effectiveKinds(resource.content, await confirmedKinds(db, id))
    for (const row of own) {
      const items = ownItems(master, kinds, row.data, indexes)
      if (items.size > 0) matched.push({ ...row, resource, kinds, own: items })
    }
  }
  return { level, rows: matched }
}

function ownItems(
  master: MasterKey,
  kinds: ReadonlyMap<string, PersonalKind>,
  data: Readonly<Record<string, unknown>>,
  indexes: Readonly<Record<IndexKind, Buffer | null>>,
): Set<string> {
  const own = new Set<string>()
  for (const [item, kind] of kinds) {
    const index = indexKindOf(kind)
    const value = index === undefined ? undefined : normalised(index, data[item])
    if (index === undefined || value === undefined) continue
    if (indexes[index]?.equals(blindIndex(master, index, value)) === true) own.add(item)
  }
  return own
}

/** Names a row to its person alone: nothing of the key can be told from it. */
export function refOf(master: MasterKey, person: string, row: Pick<Matched, 'resource' | 'key'>): string {
  return keyedHash(master, 'own row', `${person} ${row.resource.id} ${row.key}`).toString('hex')
}
