import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery, Refusal } from '#kernel/action'
import { findCase, subjectOf } from '#kernel/cases'
import type { MasterKey } from '#kernel/vault'
import { getResource } from '#modules/catalogue'
import { currentRows } from '#modules/collection'
import { correctionAccess as access } from '../access.ts'
import { correction } from '../case.ts'
import type { CorrectionValues } from '../contract.ts'
import { openedCorrection } from '../sealed.ts'

/** For the provider: the row as it is held, beside what the person says is right. */
export function compareCorrection(key: () => MasterKey) {
  return defineQuery({
    name: 'data-correction.compare',
    input: z.object({ id: z.uuid() }),
    allow: access.compare,
    async run(tx, { input, authorise, logRead }): Promise<CorrectionValues> {
      const c = await findCase(tx, correction.type, input.id)
      if (c === undefined) throw new Refusal('not-found', 'protection.no-own-row', { id: input.id })
      authorise(subjectOf(c))
      const asked = await openedCorrection(tx, key(), c.id)
      if (asked === undefined) return { items: [] }
      const { content } = await getResource(tx, asked.resource)
      const { rows } = await sql<{ data: Record<string, unknown> }>`
        select data from ${currentRows()} where resource = ${asked.resource}::uuid and key = ${asked.key}`.execute(
        tx,
      )
      logRead({ ...subjectOf(c), type: correction.type, id: c.id }, ['row', 'asked values'])
      const data = rows[0]?.data ?? {}
      return {
        items: content.items.map((i) => ({
          item: i.name,
          title: i.title,
          held: data[i.name] == null ? null : String(data[i.name]),
          wanted: asked.values[i.name] ?? null,
        })),
      }
    },
  })
}
