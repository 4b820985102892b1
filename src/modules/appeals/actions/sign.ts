import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#kernel/action'
import type { Case } from '#kernel/cases'
import { comparedText, signatureColumns } from '../similar/weights.ts'

/** Written with the case in one statement: an appeal can be found as soon as it exists. */
export function signatureOfCase(
  c: Pick<Case, 'district' | 'id' | 'title'>,
  body: string,
): RawBuilder<unknown> {
  const { model, terms, bands } = signatureColumns(comparedText(c.title, body))
  return sql`signature as (insert into appeal_signatures (district, case_id, model, terms, bands)
    values (${c.district}, ${c.id}, ${model}, ${terms}, ${bands}::int[]))`
}

/** Makes the signatures of appeals that came past the actions (restored, loaded in bulk), or were of other weights. */
export const signAppeals = defineAction({
  name: 'appeal.sign',
  input: z.object({ ids: z.array(z.uuid()).min(1).max(500) }),
  allow: [{ who: 'system', scope: 'anywhere' }],
  async run(tx, { input, authorise }) {
    authorise({})
    const { rows } = await sql<{ district: string; id: string; title: string; body: string }>`
      select c.district, c.id, c.document->>'title' as title, t.body from cases c
      join case_texts t on t.district = c.district and t.case_id = c.id
      where c.id = any(${input.ids}::uuid[]) and c.type = 'appeal'`.execute(tx)
    for (const { district, id, title, body } of rows) {
      const { model, terms, bands } = signatureColumns(comparedText(title, body))
      await sql`insert into appeal_signatures (district, case_id, model, terms, bands)
        values (${district}, ${id}, ${model}, ${terms}, ${bands}::int[])
        on conflict on constraint appeal_signatures_pk do update
          set model = excluded.model, terms = excluded.terms, bands = excluded.bands`.execute(tx)
    }
    return {
      output: rows.length,
      subject: { type: 'appeal', id: 'signatures' },
      change: { signed: rows.length },
    }
  },
})
