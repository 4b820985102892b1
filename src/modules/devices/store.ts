import { type Selectable, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import type { DeviceCertificate, RecentReading, Terminal } from './contract.ts'
import { saysNothing } from './rules/jt808.ts'
import { type DeviceTable, tables } from './tables.ts'

export type StoredDevice = Selectable<DeviceTable>

/** Where a key lives; bound into its seal. */
export const keyContext = (device: string) => ({ column: 'devices.key', owner: device })

export function certificateEntered(d: StoredDevice): DeviceCertificate | null {
  if (d.certificate_by === null || d.certificate === null || d.certificate_at === null) return null
  return { by: d.certificate_by, value: d.certificate, at: d.certificate_at.toISOString() }
}

export function terminalEntered(d: StoredDevice): Terminal | null {
  if (d.terminal === null || d.terminal_crs === null) return null
  return { number: d.terminal, crs: d.terminal_crs, says: d.terminal_says ?? saysNothing }
}

/** @throws Refusal `not-found` */
export async function getDevice(db: Tx | Database, id: string): Promise<StoredDevice> {
  const found = await tables(db).selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw new Refusal('not-found', 'devices.not-found', { id })
  return found
}

/** Names and points of devices by id, for who shows what devices say. */
export async function nameDevices(
  db: Tx | Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { name: string; point: { lon: number; lat: number } | null }>> {
  if (ids.length === 0) return new Map()
  const rows = await tables(db)
    .selectFrom('devices')
    .select(['id', 'name', 'lon', 'lat'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(
    rows.map((r) => [
      r.id,
      { name: r.name, point: r.lon === null || r.lat === null ? null : { lon: r.lon, lat: r.lat } },
    ]),
  )
}

/** Devices by id, by the number of a terminal, or those whose entry changed since. */
export async function listDevices(
  db: Database,
  of: { ids: readonly string[] } | { terminal: string } | { since: Date },
): Promise<(StoredDevice & { written: string })[]> {
  const query = tables(db).selectFrom('devices').selectAll().select(sql<string>`xmin::text`.as('written'))
  if ('ids' in of) return query.where('id', 'in', [...of.ids]).execute()
  return 'terminal' in of
    ? query.where('terminal', '=', of.terminal).execute()
    : query.where('changed_at', '>', of.since).execute()
}

/** Notes messages as received. @returns the positions of those that were not known */
export async function putReceipts(
  tx: Tx,
  receipts: readonly { device: string; hash: string }[],
  now: Date,
): Promise<ReadonlySet<number>> {
  if (receipts.length === 0) return new Set()
  const { rows } = await sql<{ device: string; hash: string }>`
    insert into device_receipts (device, hash, at)
    select r.device, decode(r.hash, 'hex'), ${now}::timestamptz
    from unnest(${receipts.map((r) => r.device)}::text[], ${receipts.map((r) => r.hash)}::text[]) as r (device, hash)
    on conflict do nothing returning device, encode(hash, 'hex') as hash`.execute(tx)
  const fresh = new Set(rows.map((r) => `${r.device} ${r.hash}`))
  // Twice in one batch: the first counts.
  const positions = receipts.flatMap((r, n) => (fresh.delete(`${r.device} ${r.hash}`) ? [n] : []))
  return new Set(positions)
}

/** What a batch says of one device. */
export interface Sign {
  readonly device: string
  readonly readings: number
  readonly rejected: number
  readonly lastAt: Date | null
  readonly recent: readonly RecentReading[]
}

/** Notes what came of each device. @returns the devices that were silent until now */
export async function noteSigns(tx: Tx, signs: readonly Sign[], now: Date): Promise<string[]> {
  if (signs.length === 0) return []
  const { rows } = await sql<{ id: string; was_silent: boolean }>`
    with sign as materialized (
      select s.* from unnest(${signs.map((s) => s.device)}::text[], ${signs.map((s) => s.readings)}::int[],
        ${signs.map((s) => s.rejected)}::int[], ${signs.map((s) => s.lastAt)}::timestamptz[],
        ${signs.map((s) => JSON.stringify(s.recent))}::text[]) as s (id, readings, rejected, last_at, recent)
    ), before as materialized (
      select d.id, d.silent_since from devices d join sign on sign.id = d.id order by d.id for no key update of d
    )
    update devices d set last_seen_at = ${now}::timestamptz, silent_since = null,
      readings = d.readings + sign.readings, rejected = d.rejected + sign.rejected,
      last_at = coalesce(sign.last_at, d.last_at),
      recent = case when sign.recent = '[]' then d.recent else jsonb_path_query_array(sign.recent::jsonb || d.recent, '$[0 to 9]') end
    from sign join before on before.id = sign.id where d.id = sign.id
    returning d.id, before.silent_since is not null as was_silent`.execute(tx)
  return rows.filter((r) => r.was_silent).map((r) => r.id)
}

export async function putFaults(
  tx: Tx,
  faults: readonly { device: string; reason: string; payload: unknown }[],
  now: Date,
): Promise<void> {
  if (faults.length === 0) return
  await sql`
    insert into device_faults (device, id, at, reason, payload)
    select f.device, f.id, ${now}::timestamptz, f.reason, f.payload::jsonb
    from unnest(${faults.map((f) => f.device)}::text[], ${faults.map(() => uuidv7())}::uuid[],
      ${faults.map((f) => f.reason)}::text[], ${faults.map((f) => storable(f.payload))}::text[]) as f (device, id, reason, payload)`.execute(
    tx,
  )
}

/** What a database cannot store is shown by the sign for a character that is none. */
function storable(payload: unknown): string {
  const text = JSON.stringify(payload ?? null, (_, v) =>
    typeof v === 'string' ? v.replaceAll('\u0000', '\ufffd').toWellFormed() : v,
  )
  return text.length <= 8000 ? text : JSON.stringify({ cut: text.slice(0, 8000).toWellFormed() })
}

const receiptDays = 7
const faultDays = 90

/** Takes away what only served the moment. */
export async function pruneDevices(db: Database, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000)
  await tables(db).deleteFrom('device_receipts').where('at', '<', before(receiptDays)).execute()
  await tables(db).deleteFrom('device_faults').where('at', '<', before(faultDays)).execute()
}
