import type { ColumnType, Generated } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { ChangeKind, Outcome, PassageStatus, Source, TurnAnswer } from './contract.ts'

type Json<T> = ColumnType<T, string, string>

export interface Passages {
  district: string
  id: string
  source: Source
  document: string
  section: string
  title: string
  keywords: Generated<string>
  text: string
  version_date: ColumnType<Date | string | null, string | null, string | null>
  url: Generated<string>
  status: PassageStatus
  reason: Generated<string>
  case_id: string | null
  version: Generated<number>
  created_at: Date
  updated_at: Date
}

export type AssistantTables = {
  assistant_passages: Passages
  assistant_synonyms: { say: string; means: string[]; origin: 'project' | 'desk'; updated_at: Date }
  assistant_changes: {
    district: string
    id: string
    kind: ChangeKind
    subject: string
    title: string
    before: ColumnType<unknown, string | null, string | null>
    after: ColumnType<unknown, string | null, string | null>
    by_name: string
    at: Date
  }
  assistant_library: { singleton: boolean; stamp: string }
  assistant_conversations: {
    district: string
    id: string
    person: string | null
    started_at: Date
    expires_at: Date
    appeal: string | null
  }
  assistant_turns: {
    district: string
    conversation: string
    seq: number
    question: string
    outcome: Outcome
    answer: Json<TurnAnswer>
    confidence: number
    decision: string | null
    helpful: boolean | null
    at: Date
  }
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<AssistantTables>()
}
