import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { CapAlert, Fault, Reason } from './contract.ts'

type Json<T> = ColumnType<T, string, string>
type JsonOrNone<T> = ColumnType<T | null, string | null, string | null>
type Time = ColumnType<Date, Date, Date>
type TimeOrNone = ColumnType<Date | null, Date | null, Date | null>

export interface AlertTable {
  id: string
  origin: 'received' | 'published'
  source: string | null
  identifier: string
  sender: string
  sent: Time
  status: CapAlert['status']
  msg_type: CapAlert['msgType']
  scope: CapAlert['scope']
  event: string
  headline: string
  area: string
  urgency: string | null
  severity: CapAlert['info'][number]['severity'] | null
  certainty: string | null
  places: string[]
  effective: Time
  expires: Time
  ended: 'replaced' | 'cancelled' | null
  document: Json<CapAlert>
  xml: Buffer
  hash: string
  version: string
  is_signed: boolean
  faults: Json<Fault[]>
  at: Time
  by: string
  org: string | null
  simulated: boolean
  told: number
}

export interface SourceTable {
  id: string
  name: string
  url: string
  places: string[]
  every_minutes: number
  timeout_seconds: number
  enabled: boolean
  secret: Buffer | null
  simulated: boolean
  revision: number
  etag: string | null
  modified: string | null
  failures: number
  error: JsonOrNone<Reason>
  next_run_at: TimeOrNone
  last_run_at: TimeOrNone
  last_good_at: TimeOrNone
  last_new: number | null
  created_at: Time
  created_by: string
}

export interface EntryTable {
  source: string
  key: string
  mark: string
  title: string
  url: string | null
  inside: Buffer | null
  state: 'waiting' | 'done' | 'dead' | 'dismissed'
  tries: number
  reason: JsonOrNone<Reason>
  next_try_at: TimeOrNone
  seen_at: Time
}

type CapTables = {
  cap_alerts: AlertTable
  cap_references: { alert: string; origin: string; sender: string; identifier: string; sent: Time }
  cap_sources: SourceTable
  cap_entries: EntryTable
  cap_subscriptions: { person: string; place: string }
  cap_participants: { person: string; since: Time }
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<CapTables>()
}
