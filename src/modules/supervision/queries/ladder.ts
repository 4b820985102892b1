import { sql } from 'kysely'
import { z } from 'zod'
import { isWithin, mayEver } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import { access } from '../access.ts'
import type { LadderView } from '../contract.ts'
import { listPostsInForce, readPolicy } from '../store.ts'

/** When the ladder climbs and who stands on it, as far as the reader's places reach; all of it for administrators. */
export const ladderQuery = defineQuery({
  name: 'supervision.ladder',
  input: z.object({}),
  allow: access.readLadder,
  async run(tx, { actor, authorise }): Promise<LadderView> {
    authorise({})
    const isAdmin = mayEver(access.savePolicy, actor)
    const own = actor.posts
      .filter((p) => p.role === 'supervisor' || p.role === 'leader')
      .flatMap((p) => p.places)
    const isNear = (places: readonly string[]) =>
      isAdmin || places.some((p) => isWithin(p, own) || own.some((q) => isWithin(q, [p])))
    const { rows } = await sql<LadderView['candidates'][number]>`
      select p.account, a.name, p.role, p.places from posts p join accounts a on a.id = p.account
      where a.active and p.role in ('supervisor', 'leader') order by a.name, p.role limit 500`.execute(tx)
    const posts = (await listPostsInForce(tx)).filter((p) => isNear(p.places))
    return {
      policy: await readPolicy(tx),
      posts,
      candidates: rows.filter((c) => isNear(c.places)),
      can: { savePolicy: isAdmin, savePost: mayEver(access.savePost, actor) },
    }
  },
})
