import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { GrantState } from './contract/grants.ts'
import type { Purpose, Terms } from './contract/terms.ts'

type Time = ColumnType<Date, Date, Date>

export interface GrantTable {
  id: string
  request: string
  resource: string
  version: number
  provider: string
  consumer: string
  purpose: Purpose
  terms: ColumnType<Terms, string, string>
  state: GrantState
  revision: number
  reason: string | null
  policy: string
  pseudonym_key: Buffer
  given_at: Time
  ends_at: Time
}

type SharingTables = {
  sharing_grants: GrantTable
  sharing_uses: {
    grant_id: string
    day: string
    calls: number
    reads: number
    rows: ColumnType<string, number | string, number | string>
  }
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<SharingTables>()
}
