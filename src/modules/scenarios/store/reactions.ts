import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { currentRows } from '#modules/collection'
import { tables } from '../tables.ts'
import type { Run } from './running.ts'

export interface Reading {
  readonly position: string
  readonly faults: number
  readonly problem: string | null
}

/** How far a reaction is; undefined: it has not begun. */
export async function findReading(db: Tx | Database, run: Run, code: string): Promise<Reading | undefined> {
  return tables(db)
    .selectFrom('scenario_reactions')
    .select(['position', 'faults', 'problem'])
    .where('scenario', '=', run.s.id)
    .where('sandbox', '=', run.sandbox)
    .where('code', '=', code)
    .executeTakeFirst()
}

export async function saveReading(tx: Tx, run: Run, code: string, to: Reading & { at: Date }): Promise<void> {
  await tables(tx)
    .insertInto('scenario_reactions')
    .values({ scenario: run.s.id, sandbox: run.sandbox, code, ...to })
    .onConflict((c) => c.columns(['scenario', 'sandbox', 'code']).doUpdateSet(to))
    .execute()
}

/** A person has looked: what failed may try again. */
export async function forgetFaults(tx: Tx, scenario: string): Promise<void> {
  await tables(tx)
    .updateTable('scenario_reactions')
    .set({ faults: 0, problem: null })
    .where('scenario', '=', scenario)
    .execute()
}

/** Of the last row of a resource that was known before an instant: what begins to read there takes none of the past. */
export async function positionBefore(db: Tx | Database, resource: string, at: Date): Promise<string> {
  const { rows } = await sql<{ position: string }>`
    select tx::text || '-' || seq::text as position from ${currentRows()} as r
    where resource = ${resource}::uuid and since < ${at} order by r.tx desc, r.seq desc limit 1`.execute(db)
  return rows[0]?.position ?? '0-0'
}

/** Whether rows lie behind a position, final or not: then the reader comes again. */
export async function isBehind(db: Database, resource: string, position: string): Promise<boolean> {
  const [tx = '0', seq = '0'] = position.split('-')
  const { rows } = await sql`
    select from ${currentRows()} where resource = ${resource}::uuid
      and (tx, seq) > (${tx}::text::xid8, ${seq}::bigint) limit 1`.execute(db)
  return rows.length > 0
}
