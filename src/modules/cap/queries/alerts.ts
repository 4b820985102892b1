import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { mayEver } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'
import {
  type AlertPage,
  type AlertRow,
  type AlertView,
  alertStatuses,
  type CapAlert,
  ListAlerts,
} from '../contract.ts'
import { addressOfAlert } from '../rules.ts'
import { getAlert, namesIncident, type StoredAlert, stateOfRow } from '../store.ts'
import { chainOf } from './chain.ts'

/** The same words as `stateOfRow`, for lists. */
export function stateWord(now: Date): RawBuilder<string> {
  return sql`case when msg_type not in ('Alert', 'Update') then 'over' when ended is not null then ended
    when expires <= ${now} then 'expired' when effective > ${now} then 'coming' else 'in-force' end`
}

export const listAlertsQuery = defineQuery({
  name: 'cap.list',
  input: ListAlerts,
  allow: access.see,
  async run(tx, { actor, input, now }): Promise<AlertPage> {
    const words = (input.q ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((w) => w !== '')
    const text = sql`lower(headline || ' ' || event || ' ' || identifier || ' ' || sender || ' ' || area)`
    const wanted = [
      sql<boolean>`origin = ${input.origin}`,
      ...words.map((w) => sql<boolean>`position(${w} in ${text}) > 0`),
      ...(input.state === undefined ? [] : [sql<boolean>`${stateWord(now)} = ${input.state}`]),
      ...(input.source === undefined ? [] : [sql<boolean>`source = ${input.source}::uuid`]),
      ...(input.incident === undefined ? [] : [namesIncident(input.incident)]),
    ]
    const where = sql.join(wanted, sql` and `)
    const counted = await sql<{ status: CapAlert['status']; n: number }>`
      select status, count(*)::int as n from cap_alerts where ${where} group by status`.execute(tx)
    const statuses = Object.fromEntries(alertStatuses.map((s) => [s, 0])) as AlertPage['statuses']
    for (const { status, n } of counted.rows) statuses[status] = n
    const of = input.status === undefined ? sql`true` : sql`status = ${input.status}`
    const { rows } = await sql<StoredAlert>`
      select * from cap_alerts where ${where} and ${of}
      order by at desc, id limit ${input.limit} offset ${input.offset}`.execute(tx)
    const total = Object.values(statuses).reduce((sum, n) => sum + n, 0)
    return {
      rows: rows.map((row) => rowView(row, now)),
      total: input.status === undefined ? total : statuses[input.status],
      statuses,
      may: { publish: mayEver(access.publish, actor), receive: mayEver(access.receive, actor) },
    }
  },
})

export const getAlertQuery = defineQuery({
  name: 'cap.get',
  input: z.object({ id: z.uuid() }),
  allow: access.see,
  async run(tx, { actor, input, now, authorise }): Promise<AlertView> {
    const row = await getAlert(tx, input.id)
    authorise({})
    const isOpen = mayFollow(row, actor, now)
    return {
      ...rowView(row, now),
      alert: row.document,
      version: row.version,
      hash: row.hash,
      faultList: row.faults,
      chain: await chainOf(tx, row, now),
      told: row.told,
      address: row.origin === 'published' ? addressOfAlert(row.document) : null,
      may: { update: isOpen, cancel: isOpen },
    }
  },
})

/** The bytes of a message as they came or went out. */
export const alertXmlQuery = defineQuery({
  name: 'cap.xml',
  input: z.object({ id: z.uuid() }),
  allow: access.see,
  async run(tx, { input, authorise }) {
    authorise({})
    const { xml, identifier } = await getAlert(tx, input.id)
    return { xml, identifier }
  },
})

function mayFollow(row: StoredAlert, actor: Actor, now: Date): boolean {
  const state = stateOfRow(row, now)
  const mayAll =
    row.places.length > 0 && row.places.every((place) => allows(access.publish, actor, { place }))
  return row.origin === 'published' && (state === 'in-force' || state === 'coming') && mayAll
}

function rowView(row: StoredAlert, now: Date): AlertRow {
  return {
    id: row.id,
    origin: row.origin,
    identifier: row.identifier,
    sender: row.sender,
    sent: row.document.sent,
    status: row.status,
    msgType: row.msg_type,
    scope: row.scope,
    state: stateOfRow(row, now),
    event: row.event,
    headline: row.headline,
    severity: row.severity,
    area: row.area,
    places: row.places,
    effective: row.effective.toISOString(),
    expires: row.expires.toISOString(),
    at: row.at.toISOString(),
    by: row.by,
    simulated: row.simulated,
    isSigned: row.is_signed,
    faults: row.faults.filter((f) => f.kind === 'rule').length,
  }
}
