import type { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import { CareGroups } from '../contract/care.ts'
import { MeasureTable } from '../contract/measures.ts'
import { ForbiddenList } from '../contract/models.ts'
import { defaultCareGroups, defaultForbidden, defaultMeasures } from '../rules.ts'

export const measuresSetting = 'control.measures'
export const forbiddenSetting = 'control.forbidden'
export const groupsSetting = 'control.care-groups'

/** What the office saved, else what is shipped. */
async function read<T>(db: Tx | Database, name: string, schema: z.ZodType<T>, shipped: T): Promise<T> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst()
  return row === undefined ? shipped : schema.parse(row.value)
}

export function readMeasures(db: Tx | Database): Promise<MeasureTable> {
  return read(db, measuresSetting, MeasureTable, defaultMeasures)
}

export function readForbidden(db: Tx | Database): Promise<ForbiddenList> {
  return read(db, forbiddenSetting, ForbiddenList, defaultForbidden)
}

export function readCareGroups(db: Tx | Database): Promise<CareGroups> {
  return read(db, groupsSetting, CareGroups, defaultCareGroups)
}

/**
 * Saves a table of the office with its next version.
 * @throws Refusal `conflict` when somebody saved it meanwhile
 */
export async function saveTable<T extends { readonly version: number }>(
  tx: Tx,
  name: string,
  { before, after, actor, now }: { before: T; after: T; actor: string; now: Date },
): Promise<T> {
  if (before.version !== after.version)
    throw new Refusal('conflict', 'control.table-changed', { current: before.version })
  const next = { ...after, version: after.version + 1 }
  const saved = { value: JSON.stringify(next), updated_at: now, updated_by: actor }
  await tx
    .insertInto('settings')
    .values({ name, ...saved })
    .onConflict((c) => c.column('name').doUpdateSet(saved))
    .execute()
  return next
}
