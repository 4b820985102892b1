import type { ColumnType, GeneratedAlways } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { Algorithm, DeliveryState, DeliveryWish, ExchangeRecord, SystemState } from './contract.ts'

type Time = ColumnType<Date, Date, Date>
type MaybeTime = ColumnType<Date | null, Date | null | undefined, Date | null>

export interface SystemTable {
  id: string
  organization: string
  name: string
  contact: string
  per_minute: number
  state: SystemState
  revision: number
  reason: string | null
  created_at: Time
  created_by: string
  confirmed_at: MaybeTime
  confirmed_by: ColumnType<string | null, string | null | undefined, string | null>
}

export interface KeyTable {
  id: string
  system: string
  alg: Algorithm
  public_key: string
  created_at: Time
  created_by: string
  valid_until: MaybeTime
  revoked_at: MaybeTime
  revoked_reason: ColumnType<string | null, string | null | undefined, string | null>
}

export interface PlatformKeyTable {
  id: string
  alg: Algorithm
  public_key: string
  sealed: Buffer
  created_at: Time
  retired_at: MaybeTime
}

export interface ExchangeTable {
  id: string
  at: Time
  record: ColumnType<ExchangeRecord, string, string>
  hash: Buffer
  system: GeneratedAlways<string | null>
  grant_id: GeneratedAlways<string | null>
  consumer: GeneratedAlways<string | null>
  provider: GeneratedAlways<string | null>
  outcome: GeneratedAlways<'given' | 'refused'>
}

export interface DeliveryTable {
  id: string
  grant_id: string
  system: string
  alg: Algorithm
  wish: ColumnType<DeliveryWish, string, string>
  state: DeliveryState
  condition: ColumnType<string | null, string | null | undefined, string | null>
  position: ColumnType<string | null, string | null | undefined, string | null>
  horizon: ColumnType<string | null, string | null | undefined, string | null>
  rows: ColumnType<number, number, number>
  requested_at: Time
  finished_at: MaybeTime
  expires_at: Time
  manifest: ColumnType<string | null, string | null | undefined, string | null>
  signature: ColumnType<string | null, string | null | undefined, string | null>
}

export interface PartTable {
  delivery: string
  no: number
  rows: number
  bytes: number
  digest: string
  signature: string
}

type ExchangeTables = {
  exchange_systems: SystemTable
  exchange_keys: KeyTable
  exchange_platform_keys: PlatformKeyTable
  exchange_nonces: { key: string; nonce: string; expires_at: Time }
  exchange_minutes: { system: string; minute: Time; calls: number }
  exchanges: ExchangeTable
  exchange_deliveries: DeliveryTable
  exchange_parts: PartTable
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<ExchangeTables>()
}
