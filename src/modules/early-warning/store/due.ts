import type { Database } from '#kernel/database'
import { tables } from '../tables.ts'

/** Open warnings whose level may fall by now. */
export async function listCalm(db: Database, now: Date, limit: number): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('open_warnings')
    .select('warning')
    .where('calm_at', '<=', now)
    .orderBy('calm_at')
    .limit(limit)
    .execute()
  return rows.map((r) => r.warning)
}

/** True when a silence has ended whose owner has not heard of it. */
export async function hasEnded(db: Database, now: Date): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('silences')
    .select('id')
    .where('until', '<=', now)
    .where('told_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
