import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { access } from '../access.ts'
import { RemoveSynonym, SaveSynonym } from '../contract.ts'
import { newStamp, noted } from '../store.ts'
import { tables } from '../tables.ts'

/** A word as people say it, and what texts call it. */
export const saveSynonym = defineAction({
  name: 'assistant.save-synonym',
  input: SaveSynonym,
  allow: access.edit,
  async run(tx, context) {
    const { input, now, authorise } = context
    authorise({})
    const before = await tables(tx)
      .selectFrom('assistant_synonyms')
      .selectAll()
      .where('say', '=', input.say)
      .executeTakeFirst()
    const means = [...new Set(input.means)]
    const change = { kind: 'synonym', district: '', subject: input.say, title: input.say } as const
    const old = before === undefined ? null : { means: before.means, origin: before.origin }
    const after = { means, origin: 'desk' } as const
    return {
      output: { say: input.say, means },
      subject: { type: 'synonym', id: input.say },
      change: { means: [before?.means ?? null, means] },
      write: {
        ctes: [
          sql`saved as (insert into assistant_synonyms (say, means, origin, updated_at)
            values (${input.say}, ${means}::text[], 'desk', ${now})
            on conflict on constraint assistant_synonyms_pk do update set means = excluded.means, origin = 'desk', updated_at = excluded.updated_at)`,
          sql`noted as (${noted({ ...change, before: old, after }, context)})`,
          newStamp,
        ],
      },
    }
  },
})

export const removeSynonym = defineAction({
  name: 'assistant.remove-synonym',
  input: RemoveSynonym,
  allow: access.edit,
  async run(tx, context) {
    const { input, authorise } = context
    authorise({})
    const { say } = input
    const before = await tables(tx)
      .selectFrom('assistant_synonyms')
      .select(['means', 'origin'])
      .where('say', '=', say)
      .executeTakeFirst()
    if (before === undefined) throw new Refusal('not-found', 'assistant.no-synonym')
    const change = { kind: 'synonym', district: '', subject: say, title: say, before, after: null } as const
    return {
      output: { say },
      subject: { type: 'synonym', id: say },
      change: { removed: say, means: before.means },
      write: {
        ctes: [
          sql`removed as (delete from assistant_synonyms where say = ${say})`,
          sql`noted as (${noted(change, context)})`,
          newStamp,
        ],
      },
    }
  },
})

const SeedSynonyms = z.object({ rows: z.array(SaveSynonym).max(2000) })

/** The project's own list, once; what the desk has changed since stays. */
export const seedSynonyms = defineAction({
  name: 'assistant.seed-synonyms',
  input: SeedSynonyms,
  allow: access.seed,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const rows = input.rows.map((row) => ({ ...row, origin: 'project' as const, updated_at: now }))
    await tables(tx)
      .insertInto('assistant_synonyms')
      .values(rows)
      .onConflict((c) => c.column('say').doNothing())
      .execute()
    await sql`with ${newStamp} select 1`.execute(tx)
    return {
      output: { count: rows.length },
      subject: { type: 'synonym', id: 'seed' },
      change: { count: rows.length },
    }
  },
})
