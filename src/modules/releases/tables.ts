import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type {
  Problem,
  Progress,
  ReleaseFile,
  ReleaseFormat,
  ReleaseHierarchy,
  ReleasePlan,
  ReleaseResult,
  ReleaseState,
} from './contract.ts'

type Json<T> = ColumnType<T, string, string>
type MaybeJson<T> = ColumnType<T | null, string | null, string | null>
type Time = ColumnType<Date, Date, Date>
type MaybeTime = ColumnType<Date | null, Date | null, Date | null>

export interface ReleaseTable {
  id: string
  resource: string
  provider: string
  state: ReleaseState
  revision: number
  serial: number | null
  plan: Json<ReleasePlan>
  levels: MaybeJson<number[]>
  run: string | null
  progress: MaybeJson<Progress>
  problem: MaybeJson<Problem>
  result: MaybeJson<ReleaseResult>
  reason: string | null
  files: Json<ReleaseFile[]>
  submitted_by: string | null
  approved_by: string | null
  approved_reason: string | null
  approved_at: MaybeTime
  changed_at: Time
}

type ReleaseTables = {
  releases: ReleaseTable
  release_hierarchies: { resource: string; item: string; hierarchy: Json<ReleaseHierarchy>; saved_at: Time }
  release_downloads: {
    id: string
    release: string
    at: Time
    who: string
    format: ReleaseFormat
    from_byte: ColumnType<string, number, number>
  }
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<ReleaseTables>()
}
