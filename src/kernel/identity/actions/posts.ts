import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { GivePost, TakePost } from '../contract.ts'
import type { Post } from '../define.ts'
import { manageFlaw, postFlaw, shapeFlaw, withoutPost, withPost } from '../rules.ts'
import { endSessions } from '../sessions.ts'
import { administrators } from './accounts.ts'
import { accountSubject } from './credentials.ts'
import { getTarget, giverOf, refuseAs } from './targets.ts'

/** Gives a role in an organization, in its places or some of them. The holder signs in anew. */
export const givePost = defineAction({
  name: 'post.give',
  input: GivePost,
  allow: administrators,
  async run(tx, { actor, input, authorise }) {
    authorise({})
    const giver = await giverOf(tx, actor)
    const { account } = await getTarget(tx, input.id)
    const orgPlaces = await placesOf(tx, input.org)
    const post = { role: input.role, org: input.org, places: input.places ?? orgPlaces, orgPlaces }
    const flaw = giver === null ? shapeFlaw(account, post) : postFlaw(giver, account, post)
    if (flaw !== undefined) refuseAs(flaw)
    const row = { account: account.id, role: post.role, org: post.org, places: [...post.places] }
    await tx
      .insertInto('posts')
      .values(row)
      .onConflict((c) => c.columns(['account', 'role', 'org']).doUpdateSet({ places: row.places }))
      .execute()
    return changed(tx, account.id, account.posts, withPost(account.posts, post))
  },
})

export const takePost = defineAction({
  name: 'post.take',
  input: TakePost,
  allow: administrators,
  async run(tx, { actor, input, authorise }) {
    authorise({})
    const giver = await giverOf(tx, actor)
    const { account } = await getTarget(tx, input.id)
    const flaw = giver === null ? undefined : manageFlaw(giver, account)
    if (flaw !== undefined) refuseAs(flaw)
    const after = withoutPost(account.posts, input.role, input.org)
    if (after.length === account.posts.length) throw new Refusal('not-found', 'identity.post-not-found')
    await tx
      .deleteFrom('posts')
      .where('account', '=', account.id)
      .where('role', '=', input.role)
      .where('org', '=', input.org)
      .execute()
    return changed(tx, account.id, account.posts, after)
  },
})

async function placesOf(tx: Tx, org: string): Promise<string[]> {
  const row = await tx.selectFrom('organizations').select('places').where('code', '=', org).executeTakeFirst()
  if (row === undefined) throw new Refusal('invalid', 'identity.org-not-found', { org })
  return row.places
}

/** A person's sessions end with the old posts. A system's key stays: its posts are read at each request. */
async function changed(tx: Tx, id: string, before: readonly Post[], after: readonly Post[]) {
  const { kind } = await tx
    .selectFrom('accounts')
    .select('kind')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (kind !== 'service') await endSessions(tx, id)
  return { output: { posts: after }, subject: accountSubject(id), change: { before, after } }
}
