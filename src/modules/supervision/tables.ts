import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { ReportContent, ReportKind } from './contract.ts'

export interface SupervisionPosts {
  id: string
  role: 'supervisor' | 'leader'
  account: string
  deputy: string | null
  orgs: string[]
  places: string[]
  absent_from: string | null
  absent_to: string | null
  version: number
  ended_at: Date | null
}

export interface SupervisionReports {
  id: string
  scope: string
  places: string[]
  kind: ReportKind
  first_day: string
  last_day: string
  version: number
  made_at: Date
  made_by: string
  reason: string
  content: ColumnType<ReportContent, string, never>
}

export interface SupervisionRemarks {
  id: string
  report: string
  kind: 'note' | 'signature'
  text: string
  at: Date
  account: string
  name: string
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<{
    supervision_posts: SupervisionPosts
    supervision_reports: SupervisionReports
    supervision_remarks: SupervisionRemarks
  }>()
}
