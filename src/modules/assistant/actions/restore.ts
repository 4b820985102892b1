import { sql } from 'kysely'
import { type ActionContext, defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { PassageContent, RestoreChange, SynonymContent } from '../contract.ts'
import { contentOf, newStamp, noted } from '../store.ts'
import { tables } from '../tables.ts'

type Context = Pick<ActionContext<unknown>, 'actor' | 'now'>
type Row = {
  readonly district: string
  readonly subject: string
  readonly title: string
  readonly before: unknown
}

/**
 * Takes back the newest change of a passage or a word; the restore is a change itself and can be taken back the same
 * way. What an older change was goes back step by step, so that nobody undoes what was not looked at.
 */
export const restoreChange = defineAction({
  name: 'assistant.restore',
  input: RestoreChange,
  allow: access.edit,
  async run(tx, context) {
    const { input, authorise } = context
    authorise({})
    const change = await tables(tx)
      .selectFrom('assistant_changes')
      .selectAll()
      .where('id', '=', input.id)
      .executeTakeFirst()
    if (change === undefined) throw new Refusal('not-found', 'assistant.no-change')
    const newest = await tables(tx)
      .selectFrom('assistant_changes')
      .select('id')
      .where('kind', '=', change.kind)
      .where('subject', '=', change.subject)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (newest?.id !== change.id) throw new Refusal('conflict', 'assistant.changed-since')
    await (change.kind === 'passage' ? restorePassage(tx, change, context) : restoreWord(tx, change, context))
    await sql`with ${newStamp} select 1`.execute(tx)
    return {
      output: { id: change.id },
      subject: { type: change.kind, id: change.subject },
      change: { restored: change.id },
    }
  },
})

/** Passages are never taken away: one that an import brought is hidden by a judgement, not by a restore. */
async function restorePassage(tx: Tx, change: Row, by: Context): Promise<void> {
  const before = PassageContent.parse(change.before)
  const now = await tables(tx)
    .selectFrom('assistant_passages')
    .selectAll()
    .where('district', '=', change.district)
    .where('id', '=', change.subject)
    .forUpdate()
    .executeTakeFirst()
  if (now === undefined) throw new Refusal('not-found', 'assistant.no-passage')
  const { versionDate, ...content } = before
  await tables(tx)
    .updateTable('assistant_passages')
    .set({ ...content, version_date: versionDate, version: now.version + 1, updated_at: by.now })
    .where('district', '=', change.district)
    .where('id', '=', change.subject)
    .execute()
  const { district, subject } = change
  const restored = { kind: 'passage', district, subject, title: before.title } as const
  await noted({ ...restored, before: contentOf(now), after: before }, by).execute(tx)
}

async function restoreWord(tx: Tx, change: Row, by: Context): Promise<void> {
  const { subject, title, district } = change
  const before = SynonymContent.nullable().parse(change.before)
  const now = await tables(tx)
    .selectFrom('assistant_synonyms')
    .select(['means', 'origin'])
    .where('say', '=', subject)
    .forUpdate()
    .executeTakeFirst()
  if (before === null) await tables(tx).deleteFrom('assistant_synonyms').where('say', '=', subject).execute()
  else {
    const row = { ...before, updated_at: by.now }
    await tables(tx)
      .insertInto('assistant_synonyms')
      .values({ say: subject, ...row })
      .onConflict((c) => c.column('say').doUpdateSet(row))
      .execute()
  }
  const restored = { kind: 'synonym', district, subject, title } as const
  await noted({ ...restored, before: now ?? null, after: before }, by).execute(tx)
}
