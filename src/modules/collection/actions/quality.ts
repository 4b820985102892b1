import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import { findResource, subjectOf } from '#modules/catalogue'
import { access } from '../access.ts'
import { QualityWeights } from '../contract.ts'
import { dimensions } from '../rules.ts'
import { readWeights } from '../standing.ts'
import { recountDays, takeTurn } from '../store.ts'
import { tables } from '../tables.ts'

/** How much each dimension counts; every score is made by them from now on. */
export const setWeights = defineAction({
  name: 'collection.set-weights',
  input: QualityWeights,
  allow: access.setWeights,
  async run(tx, { input, authorise }) {
    authorise({})
    const before = await readWeights(tx)
    for (const d of dimensions)
      await tables(tx)
        .updateTable('quality_weights')
        .set({ weight: input[d] })
        .where('dimension', '=', d)
        .execute()
    return { output: input, subject: { type: 'quality', id: 'weights' }, change: { before, after: input } }
  },
})

/** Makes a resource's days anew from its deliveries; they should be what they were. */
export const recountQuality = defineAction({
  name: 'collection.recount-quality',
  input: z.object({ resource: z.uuid() }),
  allow: access.recount,
  async run(tx, { input, authorise }) {
    const resource = await findResource(tx, input.resource)
    if (resource === undefined) throw new Refusal('not-found', 'catalogue.not-found', { id: input.resource })
    authorise(subjectOf(resource))
    await takeTurn(resource.id).execute(tx)
    await recountDays(tx, resource.id)
    return { output: { resource: resource.id }, subject: subjectOf(resource), change: { recounted: true } }
  },
})
