import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { defineQuery, Refusal } from '#kernel/action'
import { isProven, proveEntry } from '#kernel/audit'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { findResource } from '#modules/catalogue'
import { findGrant, grantSubject, listUses } from '#modules/sharing'
import { access } from '../access.ts'
import {
  type ExchangeLog,
  type ExchangeRecord,
  type ExchangeRow,
  ListExchanges,
  type ProvenExchange,
  type UsageOfGrant,
} from '../contract.ts'
import { callSubject, hashOf } from '../store.ts'
import { managedBy, overseesAll } from './systems.ts'

interface LogRow {
  id: string
  at: Date
  record: ExchangeRecord
  hash: Buffer
  name: string | null
}

/** Exchanges of which the reader's organization is one side; all of them for who oversees. */
export function visibleTo(actor: Actor): RawBuilder<boolean> {
  if (overseesAll(actor)) return sql<boolean>`true`
  const orgs = managedBy(actor)
  return sql<boolean>`(x.consumer = any(${orgs}::text[]) or x.provider = any(${orgs}::text[]))`
}

/** Newest first; an id begins with its time, so pages follow it. */
export const listExchanges = defineQuery({
  name: 'exchange.log',
  input: ListExchanges,
  allow: access.seeLog,
  async run(tx, { actor, input }): Promise<ExchangeLog> {
    const day = (text: string) => sql`(${text}::date)::timestamp at time zone 'Asia/Shanghai'`
    const conditions = [
      visibleTo(actor),
      ...(input.grant === undefined ? [] : [sql<boolean>`x.grant_id = ${input.grant}`]),
      ...(input.system === undefined ? [] : [sql<boolean>`x.system = ${input.system}`]),
      ...(input.outcome === undefined ? [] : [sql<boolean>`x.outcome = ${input.outcome}`]),
      ...(input.from === undefined ? [] : [sql<boolean>`x.at >= ${day(input.from)}`]),
      ...(input.until === undefined ? [] : [sql<boolean>`x.at < ${day(input.until)} + interval '1 day'`]),
      ...(input.before === undefined ? [] : [sql<boolean>`x.id < ${input.before}::uuid`]),
    ]
    const found = await readLog(tx, sql.join(conditions, sql` and `), input.limit + 1)
    const rows = await withNames(tx, found.slice(0, input.limit))
    return { rows, next: found.length > input.limit ? (rows.at(-1)?.id ?? null) : null }
  },
})

async function readLog(tx: Tx, condition: RawBuilder<unknown>, limit: number): Promise<LogRow[]> {
  const { rows } = await sql<LogRow>`
    select x.id, x.at, x.record, x.hash, s.name from exchanges x left join exchange_systems s on s.id::text = x.system
    where ${condition} order by x.id desc limit ${limit}`.execute(tx)
  return rows
}

async function withNames(tx: Tx, rows: readonly LogRow[]): Promise<ExchangeRow[]> {
  const ids = [...new Set(rows.flatMap((r) => r.record.resource ?? []))]
  const names = new Map<string, string>()
  for (const id of ids) names.set(id, (await findResource(tx, id))?.content.name ?? id)
  return rows.map((r) => ({
    id: r.id,
    at: r.at.toISOString(),
    systemName: r.name,
    resourceName: r.record.resource === null ? null : (names.get(r.record.resource) ?? null),
    record: r.record,
  }))
}

/** One exchange with both signatures and the proof that it stands in the chain as it was written. */
export const getExchange = defineQuery({
  name: 'exchange.get',
  input: z.object({ id: z.uuid() }),
  allow: access.seeLog,
  async run(tx, { actor, input }): Promise<ProvenExchange> {
    const [found] = await readLog(tx, sql`x.id = ${input.id}::uuid and ${visibleTo(actor)}`, 1)
    const [row] = await withNames(tx, found === undefined ? [] : [found])
    if (found === undefined || row === undefined) throw new Refusal('not-found', 'exchange.no-exchange')
    const entry = await tx
      .selectFrom('audit_entries')
      .select(['seq', 'change'])
      .where('subject_type', '=', callSubject)
      .where('subject_id', '=', row.id)
      .executeTakeFirst()
    const proof = entry === undefined ? undefined : await proveEntry(tx, Number(entry.seq))
    const hash = found.hash.toString('hex')
    const held = (entry?.change as { record?: string } | undefined)?.record
    return {
      ...row,
      hash,
      entry: entry === undefined ? null : Number(entry.seq),
      seal: proof?.seal ?? null,
      proof: [...(proof?.proof ?? [])],
      proven: proof !== undefined && isProven(proof) && held === hash && hashOf(row.record) === hash,
    }
  },
})

const shownDays = 30

/** What a grant was used for, day by day. */
export const grantUsage = defineQuery({
  name: 'exchange.usage',
  input: z.object({ grant: z.uuid() }),
  allow: access.seeLog,
  async run(tx, { input, authorise }): Promise<UsageOfGrant> {
    const grant = await findGrant(tx, input.grant)
    if (grant === undefined) throw new Refusal('not-found', 'sharing.grant-not-found', { id: input.grant })
    authorise(grantSubject(grant))
    return {
      grant: grant.id,
      callsPerDay: grant.terms.callsPerDay,
      days: await listUses(tx, grant.id, shownDays),
    }
  },
})
