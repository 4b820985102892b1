import type { ColumnType, Generated } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { channels } from './contract.ts'
import type { Dimension, Problem } from './rules.ts'

type Json<T> = ColumnType<T, string, string>
type Time = ColumnType<Date, Date, Date>

export interface DeliveryTable {
  resource: string
  id: string
  at: Time
  channel: (typeof channels)[number]
  source: string
  version: number
  mode: 'merge' | 'replace'
  done: boolean
  parts: number[]
  sent: number
  added: number
  changed: number
  same: number
  quarantined: number
  removed: number
  warned: number
  unknown: string[]
  actor_id: string
  cells: Generated<string>
  filled: Generated<string>
  invalid: Generated<string>
  inconsistent: Generated<string>
  duplicates: Generated<string>
  late: Generated<boolean>
}

export interface RowTable {
  resource: string
  key: string
  since: Time
  delivery: string
  version: number
  place: string | null
  at: ColumnType<Date | null, Date | null, Date | null>
  data: Json<Record<string, unknown>>
  seq: Generated<string>
  tx: Generated<string>
  born: Generated<string>
}

export interface HistoryTable extends Omit<RowTable, 'seq' | 'tx' | 'born'> {
  until: Time
  ended_by: string
  removed: boolean
  seq: Generated<string>
  tx: Generated<string>
}

export interface QuarantineTable {
  resource: string
  id: string
  delivery: string
  line: number
  version: number
  data: Json<Record<string, unknown>>
  problems: Json<Problem[]>
  state: 'waiting' | 'released' | 'discarded'
  at: Time
  settled_at: ColumnType<Date | null, Date | null, Date | null>
  settled_by: string | null
  reason: string | null
  corrected: ColumnType<Record<string, unknown> | null, string | null, string | null>
}

type CollectionTables = {
  deliveries: DeliveryTable
  collected_rows: RowTable
  collected_history: HistoryTable
  quarantined_rows: QuarantineTable
  quality_weights: { dimension: Dimension; weight: number }
  data_tasks: { resource: string; task: string }
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<CollectionTables>()
}
