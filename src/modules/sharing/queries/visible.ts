import { type RawBuilder, sql } from 'kysely'
import { allows } from '#kernel/access'
import { Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'
import type { Grant } from '../contract.ts'
import { findGrant } from '../store.ts'

/** Grants of which the reader's organization is one side; all of them for who oversees. */
export function visibleTo(actor: Actor): RawBuilder<boolean> {
  if (allows(access.readGrants, actor, {})) return sql<boolean>`true`
  const orgs = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
  return sql<boolean>`(g.consumer = any(${orgs}::text[]) or g.provider = any(${orgs}::text[]))`
}

/** @throws Refusal `not-found` */
export async function existing(tx: Tx, id: string): Promise<Grant> {
  const grant = await findGrant(tx, id)
  if (grant === undefined) throw new Refusal('not-found', 'sharing.grant-not-found', { id })
  return grant
}
