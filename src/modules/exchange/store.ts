import { type RawBuilder, type Selectable, sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import { canonical } from '#kernel/audit'
import type { Database, Tx } from '#kernel/database'
import type { Call } from './call.ts'
import type { Algorithm, ExchangeDelivery, ExchangeRecord, SystemState } from './contract.ts'
import { sm3Hex } from './signing.ts'
import { type DeliveryTable, type SystemTable, tables } from './tables.ts'

/** A key as a call finds it, with the system that holds it. */
export interface HeldKey {
  readonly id: string
  readonly alg: Algorithm
  readonly publicKey: string
  readonly validUntil: Date | null
  readonly revokedAt: Date | null
  readonly system: string
  readonly name: string
  readonly organization: string
  readonly perMinute: number
  readonly state: SystemState
}

/** Not kept in memory: what is revoked is revoked with the next call, in every process. */
export async function findKey(db: Database | Tx, id: string): Promise<HeldKey | undefined> {
  const { rows } = await sql<HeldKey>`
    select k.id, k.alg, k.public_key as "publicKey", k.valid_until as "validUntil", k.revoked_at as "revokedAt",
      s.id as system, s.name, s.organization, s.per_minute as "perMinute", s.state
    from exchange_keys k join exchange_systems s on s.id = k.system where k.id = ${id}`.execute(db)
  return rows[0]
}

/**
 * Counts a call whose signature holds, outside of the audit.
 * @returns how many calls the system made in this minute, over all processes
 */
export async function noteCall(db: Database, system: string, now: Date): Promise<number> {
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000)
  const { rows } = await sql<{ calls: number }>`
    insert into exchange_minutes as m (system, minute, calls) values (${system}::uuid, ${minute}, 1)
    on conflict (system) do update set minute = excluded.minute,
      calls = case when m.minute = excluded.minute then m.calls + 1 else 1 end
    returning calls`.execute(db)
  return rows[0]?.calls ?? 0
}

/** What the audit calls a call through the gateway. */
export const callSubject = 'exchange-call'

export function hashOf(record: ExchangeRecord): string {
  return sm3Hex(canonical(record))
}

/** The nonce of a call as the CTE `noted`, which returns no row when it was used before. */
export function nonceCte({ signature }: Pick<Call, 'signature'>, skewSeconds: number): RawBuilder<unknown> {
  if (signature === undefined) throw new Error('a nonce is noted of what was verified')
  // A signature may be dated ahead by the skew and is taken until it is older than the skew.
  const until = new Date((signature.created + 2 * skewSeconds) * 1000)
  return sql`noted as (insert into exchange_nonces (key, nonce, expires_at)
    values (${signature.key}, ${signature.nonce}, ${until}::timestamptz) on conflict do nothing returning 1)`
}

/** The record of an exchange as a CTE, saved where the CTE `after` returned a row. */
export function putRecord(record: ExchangeRecord, hash: string, after?: string): RawBuilder<unknown> {
  const go = after === undefined ? sql`` : sql`where exists (select 1 from ${sql.ref(after)})`
  return sql`exchanged as (insert into exchanges (id, at, record, hash)
    select ${record.id}::uuid, ${record.at}::timestamptz, ${JSON.stringify(record)}::jsonb, decode(${hash}, 'hex') ${go})`
}

/** Nonces of signatures that would be refused for their age. */
export async function dropNonces(db: Database, now: Date): Promise<void> {
  await sql`delete from exchange_nonces where expires_at < ${now}`.execute(db)
}

/** What the access judgement sees of a system. */
export function systemSubject(s: Pick<SystemTable, 'id' | 'organization'>) {
  return { type: 'exchange-system', id: s.id, lead: s.organization }
}

/** @throws Refusal `not-found`, or `conflict` when it has changed since it was looked at */
export async function lockSystem(
  tx: Tx,
  ref: { id: string; revision: number },
): Promise<Selectable<SystemTable>> {
  const row = await tables(tx)
    .selectFrom('exchange_systems')
    .selectAll()
    .where('id', '=', ref.id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found', 'exchange.no-system')
  if (row.revision !== ref.revision)
    throw new Refusal('conflict', 'exchange.system-changed', { current: row.revision })
  return row
}

export type Delivery = Selectable<DeliveryTable>

export async function findDelivery(db: Tx | Database, id: string): Promise<Delivery | undefined> {
  const row = await tables(db)
    .selectFrom('exchange_deliveries')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, rows: Number(row.rows) }
}

export async function listParts(db: Tx | Database, delivery: string) {
  return tables(db)
    .selectFrom('exchange_parts')
    .select(['no', 'rows', 'bytes', 'digest', 'signature'])
    .where('delivery', '=', delivery)
    .orderBy('no')
    .execute()
}

export function deliveryView(d: Delivery, parts: number): ExchangeDelivery {
  return {
    id: d.id,
    grant: d.grant_id,
    state: d.state,
    rows: d.rows,
    parts,
    condition: d.condition,
    requestedAt: d.requested_at.toISOString(),
    expiresAt: d.expires_at.toISOString(),
    manifest: d.manifest === null ? null : { text: d.manifest, signature: d.signature ?? '' },
  }
}

/** A statement as a CTE of that name. */
export function named(name: string, statement: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${sql.ref(name)} as (${statement})`
}
