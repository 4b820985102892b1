import { defineAction, Refusal } from '#kernel/action'
import { access } from '../access.ts'
import { LinkLineage, UnlinkLineage } from '../contract/requests.ts'
import { closesCircle } from '../rules.ts'
import { getResource, listEdges } from '../store.ts'
import { tables } from '../tables.ts'
import { subjectOf } from './resources.ts'

/** Says that a resource is made from another one; whoever keeps the derived one knows where it comes from. */
export const linkLineage = defineAction({
  name: 'catalogue.link',
  input: LinkLineage,
  allow: access.link,
  async run(tx, { input, actor, now, authorise }) {
    const target = await getResource(tx, input.id)
    authorise(subjectOf(target))
    await getResource(tx, input.from)
    if (closesCircle(await listEdges(tx), input.from, input.id))
      throw new Refusal('invalid', 'catalogue.circle', { field: 'from' })
    const row = { how: input.how, at: now, actor_id: actor.id }
    await tables(tx)
      .insertInto('catalogue_lineage')
      .values({ source: input.from, target: input.id, ...row })
      .onConflict((c) => c.columns(['source', 'target']).doUpdateSet(row))
      .execute()
    return {
      output: { id: input.id },
      subject: subjectOf(target),
      change: { from: input.from, how: input.how },
      events: [{ name: 'catalogue.linked', payload: { from: input.from } }],
    }
  },
})

export const unlinkLineage = defineAction({
  name: 'catalogue.unlink',
  input: UnlinkLineage,
  allow: access.link,
  async run(tx, { input, authorise }) {
    const target = await getResource(tx, input.id)
    authorise(subjectOf(target))
    const gone = await tables(tx)
      .deleteFrom('catalogue_lineage')
      .where('source', '=', input.from)
      .where('target', '=', input.id)
      .returning('how')
      .executeTakeFirst()
    if (gone === undefined) throw new Refusal('not-found', 'catalogue.no-such-lineage', { from: input.from })
    return {
      output: { id: input.id },
      subject: subjectOf(target),
      change: { unlinked: input.from, how: gone.how },
      events: [{ name: 'catalogue.unlinked', payload: { from: input.from } }],
    }
  },
})
