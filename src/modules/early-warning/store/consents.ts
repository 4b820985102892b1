import { type RawBuilder, sql } from 'kysely'
import { Refusal } from '#kernel/action'
import type { Database, Tx } from '#kernel/database'
import type { ConsentState, Reach } from '../contract.ts'
import { tables } from '../tables.ts'

export interface StoredConsent {
  readonly id: string
  readonly watch: string
  readonly resource: string
  readonly provider: string
  readonly owner: string | null
  readonly reach: Reach
  readonly purpose: string
  readonly state: ConsentState
  readonly asked_at: Date
  readonly asked_by: string
  readonly answered_at: Date | null
  readonly answered_by: string | null
  readonly reason: string
}

/** What was asked last of a watch, whatever became of it. */
export async function lastConsent(tx: Tx | Database, watch: string): Promise<StoredConsent | undefined> {
  return tables(tx)
    .selectFrom('watch_consents')
    .selectAll()
    .where('watch', '=', watch)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** @throws Refusal `not-found` */
export async function getConsent(tx: Tx | Database, id: string): Promise<StoredConsent> {
  const row = await tables(tx)
    .selectFrom('watch_consents')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found', 'early-warning.no-such-consent', { id })
  return row
}

export async function putConsent(
  tx: Tx,
  { reach, ...consent }: Omit<StoredConsent, 'state' | 'answered_at' | 'answered_by' | 'reason'>,
): Promise<void> {
  await tables(tx)
    .updateTable('watch_consents')
    .set({ state: 'replaced' })
    .where('watch', '=', consent.watch)
    .where('state', 'in', ['asked', 'given'])
    .execute()
  await tables(tx)
    .insertInto('watch_consents')
    .values({ ...consent, reach: JSON.stringify(reach), state: 'asked' })
    .execute()
}

export async function answerConsent(
  tx: Tx,
  id: string,
  answer: { state: ConsentState; reason: string; by: string; at: Date },
): Promise<void> {
  await tables(tx)
    .updateTable('watch_consents')
    .set({ state: answer.state, reason: answer.reason, answered_by: answer.by, answered_at: answer.at })
    .where('id', '=', id)
    .execute()
}

export interface ListedConsent extends StoredConsent {
  readonly asker: string | null
  readonly answerer: string | null
}

/** Consents that fulfil a condition, those that wait first, then the newest. */
export async function listStoredConsents(
  tx: Tx,
  condition: RawBuilder<boolean>,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: ListedConsent[]; total: number }> {
  const { rows } = await sql<ListedConsent & { total: number }>`
    select c.*, a.name as asker, b.name as answerer, count(*) over ()::int as total
    from watch_consents c left join accounts a on a.id::text = c.asked_by left join accounts b on b.id::text = c.answered_by
    where ${condition} order by c.state <> 'asked', c.asked_at desc, c.id limit ${limit} offset ${offset}`.execute(
    tx,
  )
  return { rows, total: rows[0]?.total ?? 0 }
}
