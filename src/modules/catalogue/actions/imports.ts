import { defineAction } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { ImportResources } from '../contract/imports.ts'
import type { Resource } from '../contract/resource.ts'
import { resourceOf } from '../store.ts'
import { tables } from '../tables.ts'
import { insertDraft, refuseFaults, refuseRetired, refuseUnknown, replaceDraft } from './resources.ts'

/** Takes what a preview showed: all of it or nothing. New resources become drafts; of known ones the draft is replaced. */
export const importResources = defineAction({
  name: 'catalogue.import',
  input: ImportResources,
  allow: access.create,
  async run(tx, { input, now, authorise }) {
    const ids: string[] = []
    let created = 0
    for (const entry of input.entries) {
      const known = entry.code === '' ? undefined : await lockByCode(tx, entry.code)
      const provider = known?.provider ?? entry.provider
      authorise({ lead: provider })
      refuseFaults(entry.content)
      await refuseUnknown(tx, entry.content, provider)
      if (known === undefined) {
        ids.push((await insertDraft(tx, entry, now)).id)
        created++
        continue
      }
      refuseRetired(known)
      await replaceDraft(tx, known, entry.content)
      ids.push(known.id)
    }
    const changed = ids.length - created
    return {
      output: { created, changed, ids },
      subject: { type: 'catalogue', id: 'import' },
      change: { created, changed, ids, names: input.entries.map((e) => e.content.name) },
      events: [{ name: 'catalogue.imported', payload: { created, changed } }],
    }
  },
})

async function lockByCode(tx: Tx, code: string): Promise<Resource | undefined> {
  const row = await tables(tx)
    .selectFrom('catalogue_resources')
    .selectAll()
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? undefined : resourceOf(row)
}
