import { defineAction, Refusal } from '#kernel/action'
import type { Duration } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { type Level, levels, SaveWarningLimits, type WarningLimit } from '../contract.ts'
import { looserAbove, type Warning } from '../rules.ts'
import { readLimitTable, wholeCity } from '../store.ts'
import { tables } from '../tables.ts'

export type Limits = ReadonlyMap<Level, WarningLimit>

export async function readLimits(tx: Tx): Promise<Limits> {
  const { limits } = await readLimitTable(tx)
  return new Map(levels.map((l) => [l, limits[l]]))
}

/** Time to take notice and to handle, by the level; danger keeps no office hours. */
export function limitOf(limits: Limits, clock: string, c: Warning): Duration {
  const of = limits.get(c.details.level)
  return clock === 'acknowledge'
    ? { amount: of?.acknowledgeMinutes ?? 30, unit: 'minutes' }
    : { amount: of?.handleHours ?? 24, unit: 'hours' }
}

/** Saves the limits of the whole city; warnings that are open keep the deadlines that they have. */
export const setLimits = defineAction({
  name: 'early-warning.set-limits',
  input: SaveWarningLimits,
  allow: access.setLimits,
  async run(tx, { input, actor, now, authorise }) {
    authorise({ place: wholeCity })
    const before = await readLimitTable(tx, 'for update')
    if (before.version !== input.version)
      throw new Refusal('conflict', 'early-warning.limits-changed', { current: before.version })
    const level = looserAbove(input.limits)
    if (level !== undefined) throw new Refusal('invalid', 'early-warning.limits-looser', { field: level })
    const version = input.version + 1
    for (const l of levels)
      await tables(tx)
        .updateTable('warning_limits')
        .set({
          acknowledge_minutes: input.limits[l].acknowledgeMinutes,
          handle_hours: input.limits[l].handleHours,
          version,
          changed_at: now,
          changed_by: actor.id,
          reason: input.reason,
        })
        .where('level', '=', l)
        .execute()
    return {
      output: { version },
      subject: { type: 'setting', id: 'early-warning.limits', place: wholeCity },
      change: { before: before.limits, after: input.limits, reason: input.reason },
    }
  },
})
