import type { ColumnType } from 'kysely'
import type { Duration } from '#kernel/clock/define'
import type { Database, Tx } from '#kernel/database'
import type { Citation, Duty } from './contract.ts'

type Json<T> = ColumnType<T, string, string>

export interface Duties {
  id: string
  category: string
  place: string
  org: string
  co: string[]
  legal_basis: Json<Citation[]>
  backstop: string
  deadline: ColumnType<Duration | null, string | null, string | null>
  note: string
  version: number
  active: boolean
  valid_from: Date
  retired_at: Date | null
  replaced_by: string | null
}

export interface DutyVersions {
  duty: string
  version: number
  at: Date
  actor_kind: string
  actor_id: string
  actor_name: string
  change: 'created' | 'changed' | 'retired'
  reason: string
  before: ColumnType<Duty | null, string | null, never>
  after: ColumnType<Duty | null, string | null, never>
}

export interface DutyList {
  singleton: boolean
  stamp: string
  changed_at: Date
}

export interface DutyPrecedents {
  id: string
  category: string
  place: string
  org: string
  from_org: string
  reason: string
  legal_basis: string
  case_id: string
  case_number: string
  decided_at: Date
  decided_by: string
  retired_at: Date | null
  retired_reason: string | null
}

export type DutyTables = {
  duties: Duties
  duty_versions: DutyVersions
  duty_list: DutyList
  duty_precedents: DutyPrecedents
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<DutyTables>()
}
