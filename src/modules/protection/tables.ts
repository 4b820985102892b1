import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { KindProposal, PersonalKind } from './contract.ts'

type Json<T> = ColumnType<T, string, string>
type Time = ColumnType<Date, Date, Date>
type MaybeTime = ColumnType<Date | null, Date | null, Date | null>

export interface KindTable {
  resource: string
  item: string
  version: number | null
  proposal: Json<KindProposal> | null
  proposed_at: MaybeTime
  kind: PersonalKind | null
  confirmed_at: MaybeTime
  confirmed_by: string | null
  note: string | null
}

type ProtectionTables = {
  protection_kinds: KindTable
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<ProtectionTables>()
}

export type { Time }
