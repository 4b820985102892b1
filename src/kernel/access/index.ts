import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#kernel/identity/define'
import { type Access, type Grant, mayEver } from './define.ts'

export * from './define.ts'

/**
 * The access table as an SQL condition over the columns of `cases` (place, lead_org, co_orgs, people, document), so that a
 * list leaks nothing that a page would refuse. The same judgement as `allows`, held equal by a property test.
 */
export function accessCondition(access: Access, actor: Actor): RawBuilder<boolean> {
  const parts = access.filter((g) => mayEver([g], actor)).map((g) => condition(g, actor))
  return parts.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(parts, sql` or `)})`
}

function condition(g: Grant, actor: Actor): RawBuilder<boolean> {
  if (g.scope === 'anywhere') return sql<boolean>`true`
  if (g.scope === 'own' || g.scope === 'follower') return isPerson(g.scope, actor)
  const posts = actor.posts.filter((p) => p.role === g.who)
  if (g.scope === 'place') return withinPlaces([...new Set(posts.flatMap((p) => p.places))])
  const orgs = [...new Set(posts.map((p) => p.org))]
  const leads = sql<boolean>`lead_org = any(${orgs}::text[])`
  return g.scope === 'lead' ? leads : sql<boolean>`(${leads} or co_orgs && ${orgs}::text[])`
}

/** The column `people` holds who reported it and who follows it, and has an index; the document tells them apart. */
function isPerson(scope: 'own' | 'follower', { person }: Actor): RawBuilder<boolean> {
  if (person === null) return sql<boolean>`false`
  const which =
    scope === 'own'
      ? sql<boolean>`(document->>'applicant' = ${person} or document->>'client' = ${person})`
      : sql<boolean>`document->'followers' @> ${JSON.stringify([person])}::jsonb`
  return sql<boolean>`(people @> array[${person}]::uuid[] and ${which})`
}

/** `place` is one of the paths or below: `/` sorts right before `0`, so a prefix is a range that an index serves. */
export function withinPlaces(places: readonly string[]): RawBuilder<boolean> {
  if (places.length === 0) return sql<boolean>`false`
  const each = places.map(
    (p) =>
      sql<boolean>`(place ~>=~ ${p} and place ~<~ ${`${p}0`} and (place = ${p} or place ~>=~ ${`${p}/`}))`,
  )
  return sql<boolean>`(${sql.join(each, sql` or `)})`
}
