import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'

/** Which of these watches and patterns are switched off now. */
export async function listSwitchedOff(
  db: Tx | Database,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from watches where id = any(${ids}::uuid[]) and state = 'off'
    union all select id from patterns where id = any(${ids}::uuid[]) and state = 'off'`.execute(db)
  return new Set(rows.map((r) => r.id))
}
