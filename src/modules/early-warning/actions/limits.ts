import type { Duration } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import type { Level } from '../contract.ts'
import type { Warning } from '../rules.ts'
import { tables } from '../tables.ts'

export type Limits = ReadonlyMap<Level, { readonly acknowledgeMinutes: number; readonly handleHours: number }>

export async function readLimits(tx: Tx): Promise<Limits> {
  const rows = await tables(tx).selectFrom('warning_limits').selectAll().execute()
  return new Map(
    rows.map((r) => [r.level, { acknowledgeMinutes: r.acknowledge_minutes, handleHours: r.handle_hours }]),
  )
}

/** Time to take notice and to handle, by the level; danger keeps no office hours. */
export function limitOf(limits: Limits, clock: string, c: Warning): Duration {
  const of = limits.get(c.details.level)
  return clock === 'acknowledge'
    ? { amount: of?.acknowledgeMinutes ?? 30, unit: 'minutes' }
    : { amount: of?.handleHours ?? 24, unit: 'hours' }
}
