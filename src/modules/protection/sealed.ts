import { z } from 'zod'
import type { Database, Tx } from '#kernel/database'
import { type MasterKey, reveal, seal, unwrapPersonKey } from '#kernel/vault'
import { tables } from './tables.ts'

const Values = z.record(z.string(), z.string())
const column = (id: string) => `protection_corrections.${id}`

/** Values of a request under the key of the person who made it; null where there are none. */
export async function sealValues(
  tx: Tx,
  master: MasterKey,
  person: string,
  id: string,
  values: Readonly<Record<string, string>>,
): Promise<Buffer | null> {
  if (Object.keys(values).length === 0) return null
  const wrapped = await wrappedKey(tx, person)
  if (wrapped === null) return null
  const context = { column: column(id), personId: person }
  return seal(unwrapPersonKey(master, wrapped), JSON.stringify(values), context)
}

export interface OpenCorrection {
  readonly resource: string
  readonly person: string
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

/** What a request that is not over asks about; undefined afterwards, and when the person was forgotten. */
export async function openedCorrection(
  db: Tx | Database,
  master: MasterKey,
  id: string,
): Promise<OpenCorrection | undefined> {
  const row = await tables(db)
    .selectFrom('protection_corrections')
    .selectAll()
    .where('case_id', '=', id)
    .executeTakeFirst()
  if (row?.key == null) return undefined
  const { resource, person, key } = row
  if (row.sealed === null) return { resource, person, key, values: {} }
  const context = { column: column(id), personId: person }
  const opened = reveal(master, await wrappedKey(db, person), row.sealed, context)
  if (opened.state === 'destroyed') return undefined
  return { resource, person, key, values: Values.parse(JSON.parse(opened.text)) }
}

async function wrappedKey(db: Tx | Database, person: string): Promise<Buffer | null> {
  const row = await db.selectFrom('persons').select('wrapped_key').where('id', '=', person).executeTakeFirst()
  return row?.wrapped_key ?? null
}
