import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { Crs } from '#kernel/geo/contract'
import type { DeviceCertificate, FixedValues, RecentReading, TerminalSays } from './contract.ts'

type Json<T> = ColumnType<T, string, string>
type Time = ColumnType<Date, Date, Date>
type TimeOrNone = ColumnType<Date | null, Date | null, Date | null>

export interface DeviceTable {
  id: string
  resource: string
  owner: string
  name: string
  kind: string
  place: string | null
  lon: number | null
  lat: number | null
  interval_seconds: number
  per_minute: number
  key: Buffer
  key_no: number
  certificate_by: DeviceCertificate['by'] | null
  certificate: string | null
  certificate_at: TimeOrNone
  terminal: string | null
  terminal_crs: Crs | null
  terminal_mark: string | null
  terminal_says: ColumnType<TerminalSays | null, string | null, string | null>
  fixed: Json<FixedValues>
  enabled: boolean
  simulated: boolean
  created_at: Time
  changed_at: Time
  awaited_from: Time
  last_seen_at: TimeOrNone
  last_at: TimeOrNone
  silent_since: TimeOrNone
  readings: number
  rejected: number
  throttled: number
  recent: Json<RecentReading[]>
}

export interface FaultTable {
  device: string
  id: string
  at: Time
  reason: string
  payload: Json<unknown>
}

type DeviceTables = {
  devices: DeviceTable
  device_receipts: { device: string; hash: Buffer; at: Time }
  device_faults: FaultTable
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<DeviceTables>()
}
