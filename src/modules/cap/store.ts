import { createHash } from 'node:crypto'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import { type MasterKey, openSecret } from '#kernel/vault'
import { findPlace } from '#modules/territory'
import type { CapAlert, Fault } from './contract.ts'
import { divisionsOf, type Link, type LinkState, linkOf, periodOf, standings } from './rules.ts'
import { type AlertTable, type EntryTable, type SourceTable, tables } from './tables.ts'

export type StoredAlert = Selectable<AlertTable>
export type StoredSource = Selectable<SourceTable>
export type StoredEntry = Selectable<EntryTable>

/** Where a secret lives; bound into its seal, so that one moved to another source does not open. */
export const secretContext = (source: string) => ({ column: 'cap_sources.secret', owner: source })

export function secretOf(key: MasterKey, source: StoredSource): string | null {
  return source.secret === null ? null : openSecret(key, source.secret, secretContext(source.id))
}

export interface NewAlert {
  readonly origin: AlertTable['origin']
  readonly alert: CapAlert
  readonly xml: Uint8Array
  readonly version: string
  readonly isSigned: boolean
  readonly faults: readonly Fault[]
  readonly source: StoredSource | null
  readonly by: string
  readonly org: string | null
  readonly simulated: boolean
  readonly now: Date
}

/** Paths of the divisions that a message names and that exist. */
export function placesOf(alert: CapAlert): string[] {
  return divisionsOf(alert).flatMap((code) => findPlace(code)?.path ?? [])
}

/**
 * One message of a sender at a time: of an update and what it updates that come at the same moment, neither would see
 * the other.
 */
export async function lockSender(tx: Tx, sender: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(814411, hashtext(${sender}))`.execute(tx)
}

export async function findSame(
  tx: Tx,
  origin: AlertTable['origin'],
  { sender, identifier, sent }: CapAlert,
): Promise<StoredAlert | undefined> {
  return tables(tx)
    .selectFrom('cap_alerts')
    .selectAll()
    .where('origin', '=', origin)
    .where('sender', '=', sender)
    .where('identifier', '=', identifier)
    .where('sent', '=', new Date(sent))
    .executeTakeFirst()
}

/** Keeps a message and settles what it does to those it refers to, and what those that came before it do to it. */
export async function saveAlert(tx: Tx, given: NewAlert): Promise<StoredAlert> {
  const { alert, now } = given
  const id = uuidv7()
  const named = placesOf(alert)
  const [info] = alert.info
  const period = periodOf(alert)
  const row = await tables(tx)
    .insertInto('cap_alerts')
    .values({
      id,
      origin: given.origin,
      source: given.source?.id ?? null,
      identifier: alert.identifier,
      sender: alert.sender,
      sent: new Date(alert.sent),
      status: alert.status,
      msg_type: alert.msgType,
      scope: alert.scope,
      event: info?.event ?? '',
      headline: info?.headline ?? info?.event ?? alert.note ?? '',
      area: [...new Set(alert.info.flatMap((i) => i.area.map((a) => a.areaDesc)))].join('、').slice(0, 2000),
      urgency: info?.urgency ?? null,
      severity: info?.severity ?? null,
      certainty: info?.certainty ?? null,
      places: named.length === 0 ? (given.source?.places ?? []) : named,
      effective: new Date(period.effective),
      expires: new Date(period.expires),
      ended: null,
      document: JSON.stringify(alert),
      xml: Buffer.from(given.xml),
      hash: createHash('sha256').update(given.xml).digest('hex'),
      version: given.version,
      is_signed: given.isSigned,
      faults: JSON.stringify(given.faults),
      at: now,
      by: given.by,
      org: given.org,
      simulated: given.simulated,
      told: 0,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await saveReferences(tx, row)
  await settleNeighbours(tx, row, now)
  return row
}

async function saveReferences(tx: Tx, { id, origin, document }: StoredAlert): Promise<void> {
  const references = new Map(
    document.references.map((r) => [`${r.sender},${r.identifier},${Date.parse(r.sent)}`, r] as const),
  )
  if (references.size === 0) return
  await tables(tx)
    .insertInto('cap_references')
    .values(
      [...references.values()].map((r) => ({
        alert: id,
        origin,
        sender: r.sender,
        identifier: r.identifier,
        sent: new Date(r.sent),
      })),
    )
    .execute()
}

async function settleNeighbours(tx: Tx, row: StoredAlert, now: Date): Promise<void> {
  const { rows: near } = await sql<StoredAlert>`
    select a.* from cap_alerts a join cap_references r
      on (a.origin, a.sender, a.identifier, a.sent) = (r.origin, r.sender, r.identifier, r.sent)
      where r.alert = ${row.id}
    union select b.* from cap_alerts b join cap_references q on q.alert = b.id
      where (q.origin, q.sender, q.identifier, q.sent) = (${row.origin}, ${row.sender}, ${row.identifier}, ${row.sent})`.execute(
    tx,
  )
  const found = standings([row, ...near].map(linkOfRow), now.getTime())
  for (const [id, { state, by }] of found) {
    const isTouched = id === row.id || by.includes(row.id)
    if (isTouched && (state === 'cancelled' || state === 'replaced'))
      // What is cancelled stays so, whatever updates it besides.
      await sql`update cap_alerts set ended = ${state}
        where id = ${id}::uuid and (ended is null or ${state} = 'cancelled')`.execute(tx)
  }
}

export function linkOfRow({ id, document }: StoredAlert): Link {
  return linkOf(id, document)
}

/** The same words as the rule's, for one row and for lists (`stateWord` in the queries). */
export function stateOfRow(row: StoredAlert, now: Date): LinkState {
  if (row.msg_type !== 'Alert' && row.msg_type !== 'Update') return 'over'
  if (row.ended !== null) return row.ended
  if (row.expires <= now) return 'expired'
  return row.effective > now ? 'coming' : 'in-force'
}

/** A message that names an incident in its `incidents`. */
export function namesIncident(incident: string): RawBuilder<boolean> {
  return sql<boolean>`document->'incidents' @> ${JSON.stringify([incident])}::jsonb`
}

/** Published messages about an incident that hold or will hold, newest first. */
export async function listStanding(db: Tx | Database, incident: string, now: Date): Promise<StoredAlert[]> {
  const rows = await tables(db)
    .selectFrom('cap_alerts')
    .selectAll()
    .where('origin', '=', 'published')
    .where('ended', 'is', null)
    .where('expires', '>', now)
    .where(namesIncident(incident))
    .orderBy('at', 'desc')
    .limit(20)
    .execute()
  return rows.filter((row) => ['in-force', 'coming'].includes(stateOfRow(row, now)))
}

/** @throws Refusal `not-found` */
export async function getAlert(db: Tx | Database, id: string): Promise<StoredAlert> {
  const found = await tables(db).selectFrom('cap_alerts').selectAll().where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw new Refusal('not-found', 'cap.not-found', { id })
  return found
}

export async function findSource(db: Tx | Database, id: string): Promise<StoredSource | undefined> {
  return tables(db).selectFrom('cap_sources').selectAll().where('id', '=', id).executeTakeFirst()
}

/** @throws Refusal `not-found` */
export async function getSource(db: Tx | Database, id: string): Promise<StoredSource> {
  const found = await findSource(db, id)
  if (found === undefined) throw new Refusal('not-found', 'cap.source-not-found', { id })
  return found
}

/** The source, locked until the action is over. @throws Refusal `not-found` */
export async function lockSource(tx: Tx, id: string): Promise<StoredSource> {
  await tables(tx).selectFrom('cap_sources').select('id').where('id', '=', id).forUpdate().execute()
  return getSource(tx, id)
}
