import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { LinkageContent, LinkageRun, RunFigures, Step } from './contract.ts'

type Json<T> = ColumnType<T, string, string>
type Time = ColumnType<Date, Date, Date>

interface PairNames {
  left_source: number
  left_record: string
  right_source: number
  right_record: string
}

type LinkageTables = {
  linkages: { id: string; org: string; revision: number; content: Json<LinkageContent>; saved_at: Time }
  linkage_runs: {
    linkage: string
    id: string
    at: Time
    state: LinkageRun['state']
    read: number
    figures: ColumnType<RunFigures | null, string | null, string | null>
    error: string | null
  }
  linkage_records: { linkage: string; run: string; n: number; source: number; record: string; entity: number }
  linkage_pairs: { linkage: string; run: string; a: number; b: number; weight: number }
  linkage_doubts: PairNames & {
    linkage: string
    run: string
    id: string
    rank: number
    weight: number
    prior: number
    steps: Json<Step[]>
  }
  linkage_judgements: PairNames & {
    linkage: string
    id: string
    same: boolean
    reason: string
    at: Time
    actor_id: string
    actor_name: string
  }
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<LinkageTables>()
}
