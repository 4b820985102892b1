import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { warningCase } from '../case.ts'

/** The warning of a number; undefined where there is none. */
export async function findByNumber(tx: Tx | Database, number: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('cases')
    .select('id')
    .where('type', '=', warningCase.type)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.id
}

/** True where one of these numbers is a warning of an exercise or of simulated readings. */
export async function isExerciseWarning(tx: Tx, numbers: readonly string[]): Promise<boolean> {
  const { rows } = await sql`select 1 from cases where type = ${warningCase.type}
    and number = any(${[...numbers]}::text[]) and document->'details'->>'exercise' = 'true' limit 1`.execute(
    tx,
  )
  return rows.length > 0
}
