import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { DataLevel, GradeLine, GradeView, gradeCauses, Impact, Proposal } from './contract/grading.ts'
import type { changeKinds } from './contract/requests.ts'
import type { Content, ResourceState } from './contract/resource.ts'

type Json<T> = ColumnType<T, string, string>
type Time = ColumnType<Date, Date, Date>

export interface ResourceTable {
  id: string
  code: string
  class_code: string
  serial: number
  provider: string
  state: ResourceState
  version: number
  revision: number
  content: Json<Content>
  draft: ColumnType<Content | null, string | null, string | null>
  words: string
  published_at: ColumnType<Date | null, Date | null, Date | null>
  retired_at: ColumnType<Date | null, Date | null, Date | null>
  retired_reason: string | null
  created_at: Time
}

export interface VersionTable {
  resource: string
  version: number
  at: Time
  actor_id: string
  actor_name: string
  note: string
  change: (typeof changeKinds)[number]
  changes: Json<{ key: string; values: Record<string, string> }[]>
  content: Json<Content>
}

export interface GradeTable {
  resource: string
  seq: number
  version: number
  at: Time
  level: DataLevel
  items: Json<GradeView['items']>
  impacts: Json<Impact[]>
  lines: Json<GradeLine[]>
  apart: string
  reason: string
  actor_id: string
  actor_name: string
  review: string
  decision: string | null
}

interface NeedTable {
  resource: string
  since: Time
  cause: (typeof gradeCauses)[number]
  source: string | null
  proposal: Json<Proposal>
  decision: string | null
  settled: boolean
}

type CatalogueTables = {
  catalogue_resources: ResourceTable
  catalogue_versions: VersionTable
  catalogue_grades: GradeTable
  catalogue_grade_needs: NeedTable
  catalogue_volumes: { resource: string; rows: number }
  catalogue_lineage: { source: string; target: string; how: string; at: Time; actor_id: string }
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<CatalogueTables>()
}
