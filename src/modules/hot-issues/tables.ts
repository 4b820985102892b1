import type { ColumnType, Generated } from 'kysely'
import type { Database, Tx } from '#kernel/database'

type Json<T> = ColumnType<T, string, string>
type Time = ColumnType<Date, Date | string, Date | string>
type Weighed = [string, number][]

export interface IssueRow {
  district: string
  id: string
  version: number
  changed: ColumnType<string, number | string, number | string>
  state: 'open' | 'dismissed' | 'merged'
  name: string
  named_by: 'algorithm' | 'person'
  settled: Generated<boolean>
  place: string
  category: string | null
  words: string[]
  terms: Json<Weighed>
  places: Json<Weighed>
  messages: number
  people: number
  anonymous: number
  weight: number
  first_at: Time
  last_at: Time
  hot_at: ColumnType<Date | null, Date | null, Date | null>
  merged_into: string | null
  task: string | null
  reason: string | null
}

export interface MemberRow {
  district: string
  message: string
  issue: string
  state: 'member' | 'removed'
  at: Time
  person: string | null
  place: string
  category: string | null
  terms: Json<Weighed>
  score: number
  reasons: Json<{ term: string; part: number }[]>
  by_hand: boolean
  moved_from: string | null
}

type HotIssueTables = {
  hot_issues: IssueRow
  hot_issue_members: MemberRow
  hot_issue_terms: {
    term: string
    count: number
    changed: ColumnType<string, number | string, number | string>
  }
  hot_issue_stream: {
    singleton: boolean
    version: ColumnType<string, number | string, number | string>
    total: number
    backlog: boolean
  }
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<HotIssueTables>()
}
