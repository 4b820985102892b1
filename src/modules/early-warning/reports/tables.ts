import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { WarningReportContent, WarningReportKind } from '../contract.ts'

interface WarningReportTable {
  id: string
  scope: string
  places: string[]
  kind: WarningReportKind
  domain: string
  exercise: boolean
  first_day: string
  last_day: string
  version: number
  made_at: Date
  made_by: string
  reason: string
  content: ColumnType<WarningReportContent, string, never>
}

/** Tables of the reports beside the kernel's. */
export function reportTables(tx: Tx | Database) {
  return tx.withTables<{
    warning_reports: WarningReportTable
    warning_report_signatures: { report: string; text: string; at: Date; account: string; name: string }
    warning_report_wordings: {
      report: string
      model: string
      made_at: Date
      made_by: string
      sentences: ColumnType<string[], string, never>
    }
  }>()
}
