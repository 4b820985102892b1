import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { type Access, grant } from '#kernel/access/define'
import { defineAction, defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { type Actor, Role } from '#kernel/identity/define'
import { SavedView } from './contract.ts'

const most = 50

/** Everybody who has an account of their own. */
const signedIn: Access = [grant('resident'), ...Role.options.map((role) => grant(role))]

const SaveView = z
  .object({
    /** Absent for a new view. */
    id: z.uuid().optional(),
    /** The case type that the view lists. */
    type: z.string().min(1).max(50),
    name: z.string().trim().min(1).max(50),
    /** Filters as in the address of the list. */
    query: z.record(
      z.string().max(50),
      z.union([z.string().max(500), z.number(), z.boolean(), z.array(z.string().max(100)).max(50)]),
    ),
  })
  .meta({ id: 'SaveView' })

const saveView = defineAction({
  name: 'case.save-view',
  input: SaveView,
  allow: signedIn,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    const id = input.id ?? uuidv7()
    const before = await findOwn(tx, actor, id)
    if (input.id !== undefined && before === undefined)
      throw new Refusal('not-found', 'case.view-not-found', { id })
    if (before === undefined && (await countOwn(tx, actor)) >= most)
      throw new Refusal('too-large', 'case.too-many-views', { limit: most })
    const { type, name } = input
    const query = JSON.stringify(input.query)
    await tx
      .insertInto('saved_views')
      .values({ id, account: actor.id, type, name, query, created_at: now })
      .onConflict((c) => c.column('id').doUpdateSet({ type, name, query }))
      .execute()
    const output: SavedView = { id, type, name, query: input.query }
    return { output, subject: { type: 'saved-view', id }, change: { name, type } }
  },
})

const deleteView = defineAction({
  name: 'case.delete-view',
  input: z.object({ id: z.uuid() }),
  allow: signedIn,
  async run(tx, { actor, input, authorise }) {
    authorise({})
    const before = await findOwn(tx, actor, input.id)
    if (before === undefined) throw new Refusal('not-found', 'case.view-not-found', { id: input.id })
    await tx.deleteFrom('saved_views').where('id', '=', input.id).where('account', '=', actor.id).execute()
    return {
      output: null,
      subject: { type: 'saved-view', id: input.id },
      change: { name: before.name, type: before.type },
    }
  },
})

const listViews = defineQuery({
  name: 'case.list-views',
  input: z.object({ type: z.string().max(50).optional() }),
  allow: signedIn,
  async run(tx, { actor, input, authorise }): Promise<SavedView[]> {
    authorise({})
    let q = own(tx, actor)
    if (input.type !== undefined) q = q.where('type', '=', input.type)
    const rows = await q.orderBy('created_at').orderBy('id').execute()
    return rows.map((r) => ({ ...r, query: r.query as Record<string, unknown> }))
  },
})

function own(tx: Tx | Database, actor: Actor) {
  return tx.selectFrom('saved_views').select(['id', 'type', 'name', 'query']).where('account', '=', actor.id)
}

async function findOwn(tx: Tx, actor: Actor, id: string) {
  return own(tx, actor).where('id', '=', id).forUpdate().executeTakeFirst()
}

async function countOwn(tx: Tx, actor: Actor): Promise<number> {
  return (await own(tx, actor).execute()).length
}

const tag = 'saved-views'

/** Filters that somebody keeps under a name, for their own account only. */
export const savedViewRoutes: readonly Route[] = [
  queryRoute('/saved-views', listViews, { tag, summary: 'Your saved views', response: z.array(SavedView) }),
  actionRoute('/saved-views', saveView, {
    tag,
    summary: 'Save a view, or change one of yours',
    response: SavedView,
  }),
  {
    method: 'DELETE',
    path: '/saved-views/:id',
    tag,
    summary: 'Delete one of your views',
    run: (kernel, r) => kernel.execute(deleteView, { actor: r.actor, input: r.params, trace: r.trace }),
  },
]
