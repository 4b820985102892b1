import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { CareGround, CareLevel, CareState, CareStep } from './contract/care.ts'
import type { LevelCause, LevelProposal, Override, Trace } from './contract/levels.ts'
import type { Backtest, ModelContent } from './contract/models.ts'
import type { Level, SubjectKind } from './contract/subjects.ts'

type Json<T> = ColumnType<T, string, string>
type MaybeJson<T> = ColumnType<T | null, string | null, string | null>

export interface SubjectTable {
  district: string
  id: string
  kind: SubjectKind
  identifier: string
  name: string
  place: string
  lead_org: string
  active: boolean
  people: string[]
  revision: number
  base: Level | null
  since: Date | null
  review_on: string | null
  override: MaybeJson<Override>
  proposal: MaybeJson<LevelProposal>
  trace: MaybeJson<Trace>
  judged: string | null
}

export interface StepTable {
  district: string
  subject: string
  seq: number
  at: Date
  from_level: Level | null
  to_level: Level | null
  cause: LevelCause
  reason: string
  actor_id: string
  actor_name: string
  review_on: string | null
  trace: MaybeJson<Trace>
  model: string | null
  version: string | null
}

export interface ModelTable {
  id: string
  owner: string
  kind: SubjectKind
  revision: number
  content: Json<ModelContent>
  version: string
  hash: string
  backtest: MaybeJson<Backtest>
  saved_at: Date
}

export interface CareTable {
  district: string
  id: string
  person: string
  guardian: string | null
  care_group: string
  level: CareLevel
  state: CareState
  place: string
  lead_org: string
  revision: number
  purpose: string
  legal_basis: string
  ground: Json<CareGround>
  reason: Buffer | null
  origin: 'worker' | 'data'
  proposed_by: string
  confirmed_by: string | null
  until: string | null
  next_visit: string | null
  objection: Buffer | null
}

type ControlTables = {
  control_subjects: SubjectTable
  control_level_steps: StepTable
  control_plans: {
    district: string
    subject: string
    measure: string
    due_on: string | null
    last_on: string | null
    skipped_on: string | null
    case_id: string | null
  }
  control_findings: {
    district: string
    id: string
    subject: string
    case_id: string
    at: Date
    text: string
    serious: boolean
    resolved_at: Date | null
  }
  control_objections: {
    district: string
    id: string
    subject: string
    at: Date
    person: string
    level: Level
    reason: string
    answered_at: Date | null
    answered_by: string | null
    upheld: boolean | null
    answer: string | null
  }
  control_models: ModelTable
  control_versions: { model: string; version: string; content: Json<ModelContent>; at: Date }
  care_levels: CareTable
  care_steps: {
    district: string
    care: string
    seq: number
    at: Date
    what: CareStep['what']
    actor_id: string
    actor_name: string
    text: Buffer | null
  }
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<ControlTables>()
}
