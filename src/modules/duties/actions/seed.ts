import { z } from 'zod'
import { defineAction } from '#kernel/action'
import type { Database, Tx } from '#kernel/database'
import { access } from '../access.ts'
import { loadSeedDuties, loadSeedOrganizations } from '../reference.ts'
import { pathsOf } from '../register.ts'
import { insertDuties, takeList } from '../store.ts'
import { tables } from '../tables.ts'

/**
 * Brings the organizations that are missing, and the duty list when there is none at all: a list that an office
 * edited is never touched. Nothing happens the second time.
 */
export const seedDuties = defineAction({
  name: 'duties.seed',
  input: z.object({}),
  allow: access.seed,
  async run(tx, { actor, now, authorise }) {
    authorise({})
    await takeList(tx, now)
    const organizations = await seedOrganizations(tx)
    const duties = (await hasDuties(tx)) ? [] : loadSeedDuties()
    if (duties.length > 0) await insertDuties(tx, duties, { actor, now, reason: '初始清单（演示）' })
    return {
      output: { organizations, duties: duties.length },
      subject: { type: 'duty-list', id: 'duties' },
      change: { organizations, duties: duties.length },
    }
  },
})

/** True when `duties.seed` would change something. */
export async function isSeedNeeded(tx: Database): Promise<boolean> {
  if (!(await hasDuties(tx))) return true
  const rows = await tx.selectFrom('organizations').select('code').execute()
  const present = new Set(rows.map((r) => r.code))
  return loadSeedOrganizations().some((o) => !present.has(o.code))
}

async function hasDuties(tx: Tx | Database): Promise<boolean> {
  return (await tables(tx).selectFrom('duties').select('id').limit(1).executeTakeFirst()) !== undefined
}

async function seedOrganizations(tx: Tx): Promise<number> {
  const added = await tx
    .insertInto('organizations')
    .values(
      loadSeedOrganizations().map(({ shortZh, ...o }) => ({
        code: o.code,
        zh: o.zh,
        en: o.en,
        short_zh: shortZh,
        kind: o.kind,
        level: o.level,
        parent: o.parent,
        places: o.places.flatMap(pathsOf),
      })),
    )
    .onConflict((c) => c.column('code').doNothing())
    .returning('code')
    .execute()
  return added.length
}
