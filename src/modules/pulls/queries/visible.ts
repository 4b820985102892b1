import { type RawBuilder, sql } from 'kysely'
import { allows } from '#kernel/access'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'

/** Sources of the organizations whose data the reader manages; an authority and an auditor see all. */
export function visibleTo(actor: Actor): RawBuilder<boolean> {
  if (allows(access.watch, actor, {})) return sql<boolean>`true`
  const orgs = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
  return sql<boolean>`s.provider = any(${orgs}::text[])`
}
