import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { getResource } from '#modules/catalogue'
import { access } from '../access.ts'
import { type Grant, mostCounted, type Simulation } from '../contract.ts'
import { grantSubject, listHeld } from '../store.ts'
import { countGranted, readRows } from './rows.ts'
import { existing } from './visible.ts'

/** What a grant gives or would give: for the provider, before it is switched on and while it is in force. */
export const simulateGrant = defineQuery({
  name: 'grant.simulate',
  input: z.object({ id: z.uuid(), limit: z.coerce.number().int().min(1).max(50).default(10) }),
  allow: access.simulate,
  async run(tx, { input, authorise, logRead }): Promise<Simulation> {
    const grant = await existing(tx, input.id)
    authorise(grantSubject(grant))
    const { content } = await getResource(tx, grant.resource)
    const { items } = grant.terms
    const page = { items, where: [], after: undefined, limit: input.limit }
    const { rows } = await readRows(tx, grant, content, page)
    const count = await countGranted(tx, grant, content, mostCounted + 1)
    logRead(grantSubject(grant), items)
    return {
      count: Math.min(count, mostCounted),
      capped: count > mostCounted,
      rows,
      overlaps: await overlapsOf(tx, grant),
    }
  },
})

/** A mask here is worth nothing where another grant gives the same consumer the item in clear: that is said. */
async function overlapsOf(tx: Tx, grant: Grant): Promise<Simulation['overlaps']> {
  const held = await listHeld(tx, grant.consumer)
  return held
    .filter((g) => g.resource === grant.resource && g.id !== grant.id)
    .map((g) => {
      const items = g.terms.items.filter((i) => grant.terms.items.includes(i))
      const clearer = items.filter(
        (i) =>
          grant.terms.masks[i] !== undefined &&
          g.terms.masks[i] !== grant.terms.masks[i] &&
          g.terms.masks[i] !== 'hide',
      )
      const { from, until } = g.terms
      return { id: g.id, purpose: g.purpose, state: g.state, from, until, items, clearer }
    })
    .filter((g) => g.items.length > 0)
}
