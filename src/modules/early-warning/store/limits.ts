import type { Tx } from '#kernel/database'
import { type Level, levels, type WarningLimit, type WarningLimitsByLevel } from '../contract.ts'
import { tables } from '../tables.ts'

/** Limits hold in the whole city, so only who leads there may set them. */
export const wholeCity = '50'

export interface LimitTable {
  readonly version: number
  readonly limits: WarningLimitsByLevel
  /** The last change; null as shipped. */
  readonly changed: { readonly at: Date; readonly by: string; readonly reason: string } | null
}

/** The migration lays down a row for each level. `for update` holds other writers until this transaction ends. */
export async function readLimitTable(tx: Tx, mode?: 'for update'): Promise<LimitTable> {
  const rows = await tables(tx)
    .selectFrom('warning_limits')
    .selectAll()
    .orderBy('level')
    .$if(mode !== undefined, (q) => q.forUpdate())
    .execute()
  const limitOf = (level: Level): WarningLimit => {
    const row = rows.find((r) => r.level === level)
    if (row === undefined) throw new Error(`no limits of ${level} warnings`)
    return { acknowledgeMinutes: row.acknowledge_minutes, handleHours: row.handle_hours }
  }
  const [one] = rows
  return {
    version: one?.version ?? 0,
    limits: Object.fromEntries(levels.map((l) => [l, limitOf(l)])) as WarningLimitsByLevel,
    changed:
      one?.changed_at == null ? null : { at: one.changed_at, by: one.changed_by ?? '', reason: one.reason },
  }
}
