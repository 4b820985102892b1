import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import type { WarningLimits } from '../contract.ts'
import { readLimitTable, wholeCity } from '../store.ts'

/** Within what time warnings are to be noticed and handled, who said so last, and why. */
export const getLimits = defineQuery({
  name: 'early-warning.limits',
  input: z.object({}),
  allow: access.readLimits,
  async run(tx, { actor, authorise }): Promise<WarningLimits> {
    authorise({})
    const { version, limits, changed } = await readLimitTable(tx)
    return {
      version,
      limits,
      changed:
        changed === null
          ? null
          : {
              at: changed.at.toISOString(),
              by: await nameOf(tx, changed.by),
              reason: changed.reason,
            },
      can: { save: allows(access.setLimits, actor, { place: wholeCity }) },
    }
  },
})

async function nameOf(tx: Tx, account: string): Promise<string> {
  const row = await tx.selectFrom('accounts').select('name').where('id', '=', account).executeTakeFirst()
  return row?.name ?? ''
}
