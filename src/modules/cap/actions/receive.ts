import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { type ActionContext, defineAction, type Outcome, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { type CapAlert, ReceiveAlert, type Received } from '../contract.ts'
import { faultsBeyond, readAlert } from '../rules.ts'
import { findSame, findSource, lockSender, type StoredAlert, saveAlert } from '../store.ts'
import { tables } from '../tables.ts'

export function alertSubject(id: string, place: string | null = null) {
  return { type: 'cap-alert', id, ...(place === null ? {} : { place }) }
}

/**
 * Takes a document in, once: the same again is known, other words under the same name are refused. What breaks the
 * schema is refused with all that is wrong; what breaks a rule beyond it is kept and marked, for a warning that was
 * written badly is a warning still.
 */
export const receiveAlert = defineAction({
  name: 'cap.receive',
  input: ReceiveAlert,
  allow: access.receive,
  async run(tx, context): Promise<Outcome<Received>> {
    context.authorise({})
    const { input } = context
    const xml = Buffer.from(input.xml, 'base64')
    const read = readAlert(xml)
    if (read.alert === undefined)
      throw new Refusal('invalid', 'cap.unreadable', { n: read.faults.length, faults: read.faults })
    const { alert } = read
    await lockSender(tx, alert.sender)
    const same = await findSame(tx, 'received', alert)
    if (same !== undefined) return known(tx, context, same, xml)
    const source = input.source === null ? null : ((await findSource(tx, input.source)) ?? null)
    const faults = [...read.faults, ...faultsBeyond(alert)]
    const row = await saveAlert(tx, {
      origin: 'received',
      alert,
      xml,
      version: read.version ?? '1.2',
      isSigned: read.isSigned,
      faults,
      source,
      by: source?.name ?? context.actor.name,
      org: context.actor.posts.find((p) => p.role === 'warning-officer')?.org ?? null,
      simulated: source?.simulated === true,
      now: context.now,
    })
    await noteRead(tx, input)
    return {
      output: { id: row.id, isNew: true, faults },
      subject: alertSubject(row.id),
      change: { identifier: alert.identifier, sender: alert.sender, status: alert.status, hash: row.hash },
      events: [{ name: 'cap.received', payload: alertPayload(row), subject: eventSubject(row) }],
    }
  },
})

async function known(
  tx: Tx,
  { input }: ActionContext<z.output<typeof ReceiveAlert>>,
  same: StoredAlert,
  xml: Buffer,
): Promise<Outcome<Received>> {
  if (same.hash !== createHash('sha256').update(xml).digest('hex') && !isSameAlert(same.document, xml))
    throw new Refusal('conflict', 'cap.other-words', { identifier: same.identifier, id: same.id })
  await noteRead(tx, input)
  return {
    output: { id: same.id, isNew: false, faults: same.faults },
    subject: alertSubject(same.id),
    change: { identifier: same.identifier, known: true },
  }
}

/** Another prefix or other blanks are no other words. */
function isSameAlert(stored: CapAlert, xml: Buffer): boolean {
  const again = readAlert(xml).alert
  return again !== undefined && canonical(again) === canonical(stored)
}

/** jsonb keeps no order of keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  )
}

async function noteRead(tx: Tx, { source, entry }: { source: string | null; entry: string | null }) {
  if (source === null || entry === null) return
  await tables(tx)
    .updateTable('cap_entries')
    .set({ state: 'done', reason: null, next_try_at: null, inside: null })
    .where('source', '=', source)
    .where('key', '=', entry)
    .execute()
}

/** What other modules learn of a message; the document itself is asked for by its id. */
export function alertPayload(row: StoredAlert): Readonly<Record<string, unknown>> {
  const { document: alert } = row
  return {
    id: row.id,
    identifier: row.identifier,
    sender: row.sender,
    sent: alert.sent,
    status: row.status,
    msgType: row.msg_type,
    scope: row.scope,
    categories: [...new Set(alert.info.flatMap((i) => i.category))],
    event: row.event,
    headline: row.headline.slice(0, 500),
    urgency: row.urgency,
    severity: row.severity,
    certainty: row.certainty,
    places: row.places,
    effective: row.effective.toISOString(),
    expires: row.expires.toISOString(),
    references: alert.references,
    incidents: alert.incidents,
    source: row.source,
    simulated: row.simulated,
    faults: row.faults.filter((f) => f.kind === 'rule').length,
  }
}

/** Where it is about, for live screens. */
export function eventSubject({ id, places }: StoredAlert) {
  return alertSubject(id, places[0] ?? null)
}
