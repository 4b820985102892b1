import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { Facts } from './facts.ts'

/** What is written by name; the counts themselves are written and read in SQL. */
type StatisticsTables = {
  case_days: { type: string }
  case_durations: { type: string }
  case_open: { type: string }
  case_counted: { district: string; type: string; case_id: string; facts: ColumnType<Facts, string, string> }
  case_recounts: { type: string; district: string; case_id: string }
}

/** The roll-up's own tables beside the kernel's. */
export function tables(db: Database | Tx) {
  return db.withTables<StatisticsTables>()
}
