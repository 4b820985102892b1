import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { CheckName, FindingLine, FindingState, RiskContent, SubjectType } from './contract.ts'

type Json<T> = ColumnType<T, string, string>
type Time = ColumnType<Date, Date, Date>

export interface FindingTable {
  id: string
  check_name: CheckName
  subject_type: SubjectType
  subject: string
  name: string
  org: string
  place: string
  resource: string | null
  account: string | null
  occasion: string
  lines: Json<FindingLine[]>
  state: FindingState
  case_id: string
  number: string
  opened_at: Time
  closed_at: ColumnType<Date | null, Date | null, Date | null>
  excepted_until: string | null
  reason: string | null
  statement: ColumnType<{ text: string; at: string } | null, string | null, string | null>
  simulated: boolean
}

interface RunTable {
  id: string
  at: Time
  actor: string
  counts: Json<Record<string, { found: number; opened: number; settled: number }>>
}

interface RiskReportTable {
  id: string
  org: string
  year: number
  version: number
  made_at: Time
  made_by: string
  reason: string
  content: Json<RiskContent>
}

interface SignatureTable {
  report: string
  text: string
  at: Time
  account: string
  name: string
}

type DataCheckTables = {
  data_findings: FindingTable
  data_check_runs: RunTable
  data_risk_reports: RiskReportTable
  data_risk_signatures: SignatureTable
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<DataCheckTables>()
}
