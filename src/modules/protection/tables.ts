import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { AssessmentContent, AssessmentState, KindProposal, PersonalKind } from './contract.ts'

type Json<T> = ColumnType<T, string, string>
type Time = ColumnType<Date, Date, Date>
type MaybeTime = ColumnType<Date | null, Date | null, Date | null>

export interface KindTable {
  resource: string
  item: string
  version: number | null
  proposal: Json<KindProposal> | null
  proposed_at: MaybeTime
  kind: PersonalKind | null
  confirmed_at: MaybeTime
  confirmed_by: string | null
  note: string | null
}

interface AssessmentRow {
  id: string
  org: string
  resource: string
  provider: string
  state: AssessmentState
  revision: number
  reason: string | null
  valid_until: string | null
  content: Json<AssessmentContent>
  created_at: Time
  changed_at: Time
}

interface AssessmentVersionRow {
  assessment: string
  version: number
  at: Time
  actor_id: string
  actor_name: string
  approved: boolean
  reason: string
  valid_until: string | null
  content: Json<AssessmentContent>
}

export interface SubjectTable {
  resource: string
  key: string
  item: string
  kind: 'idNumber' | 'phone'
  index: Buffer
}

interface PositionTable {
  resource: string
  position: string
  signature: string
}

interface CorrectionTable {
  case_id: string
  resource: string
  person: string
  key: string | null
  sealed: Buffer | null
}

interface RetentionTable {
  resource: string
  months: number
  counts: 'time-item' | 'last-change'
  what: 'delete' | 'anonymise'
  basis: string
  automatic: boolean
  hold: string | null
  revision: number
  changed_at: Time
  changed_by: string
}

interface DeletionTable {
  id: string
  resource: string
  what: 'delete' | 'anonymise'
  before: Time
  state: 'proposed' | 'confirmed' | 'done'
  due: number
  rows: number
  history: number
  quarantined: number
  keys_hash: string
  basis: string
  asked_at: Time
  confirmed_at: MaybeTime
  confirmed_by: string | null
  done_at: MaybeTime
}

type ProtectionTables = {
  protection_retention: RetentionTable
  protection_deletions: DeletionTable
  protection_subjects: SubjectTable
  protection_positions: PositionTable
  protection_corrections: CorrectionTable
  protection_kinds: KindTable
  protection_assessments: AssessmentRow
  protection_assessment_versions: AssessmentVersionRow
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<ProtectionTables>()
}
