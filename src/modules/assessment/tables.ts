import type { ColumnType, Generated } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { FindingFacts, GamingRule, Objection } from './contract.ts'

interface OfCase {
  district: string
  id: string
  case_id: string
  case_number: string
  place: string
  org: string
}

export interface ScoreObjections extends OfCase {
  kind: Objection['kind']
  reason: string
  state: Generated<Objection['state']>
  filed_at: Date
  filed_by: string
  due_at: Date
  decided_at: Date | null
  decided_by: string | null
  decision: string | null
}

export interface AssessmentFindings extends OfCase {
  rule: GamingRule
  facts: ColumnType<FindingFacts, string, never>
  at: Date
  state: Generated<'open' | 'confirmed' | 'dismissed'>
  judged_at: Date | null
  judged_by: string | null
  reason: string | null
}

export type AssessmentTables = {
  score_objections: ScoreObjections
  assessment_findings: AssessmentFindings
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<AssessmentTables>()
}
