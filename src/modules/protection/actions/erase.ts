import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { MasterKey } from '#kernel/vault'
import { getResource, subjectOf } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { type Keyed, purgeKeys } from '#modules/collection'
import { correctionAccess as access } from '../access.ts'
import { openedCorrection } from '../sealed.ts'
import { tables } from '../tables.ts'

/** Carries out an accepted request for deletion: the row, its history, its quarantined copies, its index. */
export function eraseRow(key: () => MasterKey) {
  return defineAction({
    name: 'protection.erase-row',
    input: z.object({ correction: z.uuid() }),
    allow: access.carryOut,
    async run(tx, { input, authorise }) {
      authorise({})
      const asked = await openedCorrection(tx, key(), input.correction)
      if (asked === undefined)
        throw new Refusal('not-found', 'protection.no-own-row', { id: input.correction })
      const resource = await getResource(tx, asked.resource)
      const counts = await purgeKeys(tx, keyedRows(resource, [asked.key]))
      await forgetKeys(tx, resource.id, [asked.key])
      return {
        output: counts,
        subject: subjectOf(resource),
        change: { counts, keys: hashOf([asked.key]), correction: input.correction },
        events: [{ name: 'protection.rows-deleted', payload: { code: resource.code, ...counts } }],
      }
    },
  })
}

/** Rows by their keys, as collection's door takes them. */
export function keyedRows(resource: Resource, keys: readonly string[]): Keyed {
  const keyItems = resource.content.items.filter((i) => i.key).map((i) => i.name)
  return { resource: resource.id, keys, keyItems }
}

/** Takes keys out of the index. */
export async function forgetKeys(tx: Tx, resource: string, keys: readonly string[]): Promise<void> {
  await tables(tx)
    .deleteFrom('protection_subjects')
    .where('resource', '=', resource)
    .where('key', '=', sql<string>`any(${keys}::text[])`)
    .execute()
}

/** SHA-256 over the keys in their order: shows later which rows a certificate speaks of, without naming them. */
export function hashOf(keys: readonly string[]): string {
  const hash = createHash('sha256')
  for (const key of keys.toSorted()) hash.update(`${key}\n`)
  return hash.digest('hex')
}
