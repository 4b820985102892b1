import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { Position, Reason, Settings } from './contract.ts'

type Json<T> = ColumnType<T, string, string>
type JsonOrNone<T> = ColumnType<T | null, string | null, string | null>
type Time = ColumnType<Date, Date, Date>
type TimeOrNone = ColumnType<Date | null, Date | null, Date | null>

export interface SourceTable {
  id: string
  resource: string
  provider: string
  name: string
  settings: Json<Settings>
  secret: Buffer | null
  state: 'active' | 'paused'
  simulated: boolean
  revision: number
  position: JsonOrNone<Position>
  failures: number
  error: JsonOrNone<Reason>
  next_run_at: TimeOrNone
  last_run_at: TimeOrNone
  last_good_at: TimeOrNone
  last_rows: number | null
  created_at: Time
  created_by: string
}

export interface RunTable {
  source: string
  id: string
  began_at: Time
  seen_at: Time
  ended_at: TimeOrNone
  state: 'running' | 'done' | 'failed'
  by: string
  accepted: boolean
  attempt: number
  parts: number
  rows: number
  added: number
  changed: number
  quarantined: number
  removed: number
  bytes: number
  letters: number
  error: JsonOrNone<Reason>
}

export interface FileTable {
  source: string
  name: string
  size: number
  modified: Time
  hash: string
  state: 'reading' | 'done' | 'dead' | 'dismissed'
  rows: number
  parts: number
  delivery: string
  at: Time
}

export interface LetterTable {
  source: string
  id: string
  run: string
  kind: 'file' | 'page'
  name: string
  reason: Json<Reason>
  content: Buffer | null
  cut: boolean
  after: JsonOrNone<Position>
  state: 'waiting' | 'tried' | 'dismissed' | 'solved'
  at: Time
  times: number
  settled_at: TimeOrNone
  settled_by: string | null
  settled_reason: string | null
}

type PullTables = {
  pull_sources: SourceTable
  pull_runs: RunTable
  pull_files: FileTable
  pull_letters: LetterTable
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<PullTables>()
}
