import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { Facts } from './facts.ts'

type StatisticsTables = {
  case_counts: {
    district: string
    type: string
    place: string
    org: string
    axis: string
    day: string
    key: string
    submitted: number
    answered: number
    on_time: number
    closed: number
    rated: number
    score: number
    solved: number
  }
  case_open_counts: {
    district: string
    type: string
    place: string
    org: string
    axis: string
    key: string
    open: number
  }
  case_counted: { district: string; type: string; case_id: string; facts: ColumnType<Facts, string, string> }
}

/** The roll-up's own tables beside the kernel's. */
export function tables(db: Database | Tx) {
  return db.withTables<StatisticsTables>()
}
