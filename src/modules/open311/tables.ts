import type { ColumnType, Generated } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { RequestUpdate, ServiceRequest } from './contract.ts'

export interface Open311Clients {
  id: string
  name: string
  contact: string
  key_hash: Buffer
  may_post: boolean
  per_minute: number
  created_at: Date
  created_by: string
  expires_at: Date
  revoked_at: ColumnType<Date | null, Date | undefined, Date>
  revoked_reason: ColumnType<string | null, string | undefined, string>
  last_used_at: ColumnType<Date | null, Date | undefined, Date>
  calls: Generated<string>
  refused: Generated<string>
  minute: ColumnType<Date | null, Date | undefined, Date>
  minute_calls: Generated<number>
}

export interface Open311Requests {
  district: string
  case_id: string
  client: string
  number: string
  token: string
  external_id: string | null
  account_id: string | null
  media_url: string | null
  at: Date
}

export interface Open311Updates {
  district: string
  case_id: string
  client: string
  update_id: string
  seq: number
  at: Date
}

/** A request on the test endpoint: it lives here only. */
export interface TestDocument {
  readonly request: ServiceRequest
  readonly updates: readonly (RequestUpdate & { readonly theirs: string })[]
}

export interface Open311Tests {
  id: string
  client: string
  token: string
  document: ColumnType<TestDocument, string, string>
  at: Date
  expires_at: Date
}

export interface Open311Partners {
  id: string
  name: string
  url: string
  jurisdiction: string
  key: Buffer | null
  enabled: boolean
  pulled_until: ColumnType<Date | null, Date | null | undefined, Date | null>
  last_run_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  last_error: ColumnType<string | null, string | null | undefined, string | null>
}

export interface Open311Links {
  district: string
  case_id: string
  partner: string
  service_code: string
  external_id: string | null
  token: string | null
  pushed_seq: Generated<number>
  attempts: Generated<number>
  error: string | null
  at: Date
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<{
    open311_clients: Open311Clients
    open311_requests: Open311Requests
    open311_updates: Open311Updates
    open311_tests: Open311Tests
    open311_partners: Open311Partners
    open311_links: Open311Links
  }>()
}
