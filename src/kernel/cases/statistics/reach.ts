import { type Access, type Grant, isWithin } from '#kernel/access/define'
import type { Actor } from '#kernel/identity/define'
import type { CaseType } from '../define.ts'
import { countedDepth, districtOf, segments } from './facts.ts'

/** Counts that make up what somebody may see: a place, an organization in it (empty = all), added or taken away. */
export interface Term {
  readonly district: string
  readonly place: string
  readonly org: string
  readonly sign: 1 | -1
}

export interface Asked {
  readonly place?: string | undefined
  readonly org?: string | undefined
}

/**
 * Who sees which statistics: officers, as far as they see the cases. Co-handled cases count for the lead alone, so
 * that the sum over organizations is the whole.
 */
export function statisticsAccess(type: CaseType): Access {
  return type.see
    .filter((g) => g.scope !== 'own')
    .map((g): Grant => (g.scope === 'handler' ? { ...g, scope: 'lead' } : g))
}

interface Reach {
  readonly places: readonly string[]
  readonly orgs: readonly string[]
}

/**
 * The actor's reach as disjoint terms. Places and organizations overlap where an organization handles a case in one
 * of the places, so what both would count is taken away once (|P ∪ O| = |P| + |O| − |P ∩ O|).
 * @param roots the highest places that exist: what `anywhere` means
 */
export function termsOf(access: Access, actor: Actor, asked: Asked, roots: readonly string[]): Term[] {
  const reach = reachOf(access, actor, roots)
  const places = asked.place === undefined ? reach.places : clip(reach.places, asked.place)
  const orgPlaces = asked.place === undefined ? roots : [asked.place]
  if (asked.org !== undefined) {
    const within = reach.orgs.includes(asked.org) ? orgPlaces : places
    return within.map((p) => term(p, asked.org ?? '', 1))
  }
  return [
    ...places.map((p) => term(p, '', 1)),
    ...reach.orgs.flatMap((org) => orgPlaces.map((p) => term(p, org, 1))),
    ...reach.orgs.flatMap((org) => places.map((p) => term(p, org, -1))),
  ]
}

function reachOf(access: Access, actor: Actor, roots: readonly string[]): Reach {
  const places = new Set<string>()
  const orgs = new Set<string>()
  for (const g of access) {
    const posts = actor.posts.filter((p) => p.role === g.who)
    const holds = posts.length > 0 || actor.kind === g.who
    if (g.scope === 'anywhere' && holds) for (const r of roots) places.add(r)
    if (g.scope === 'place') for (const p of posts.flatMap((post) => post.places)) places.add(p)
    if (g.scope === 'lead') for (const p of posts) orgs.add(p.org)
  }
  // Nothing is counted below a township: a narrower post has no statistics of its own.
  const counted = [...places].filter((p) => segments(p).length <= countedDepth)
  return { places: outermost(counted), orgs: [...orgs] }
}

/** Without what lies inside another one. */
function outermost(places: readonly string[]): string[] {
  return places.filter((p) => !places.some((q) => q !== p && isWithin(p, [q])))
}

/** The part of the places that lies in the one asked for. */
function clip(places: readonly string[], asked: string): string[] {
  if (isWithin(asked, places)) return [asked]
  return places.filter((p) => isWithin(p, [asked]))
}

function term(place: string, org: string, sign: 1 | -1): Term {
  return { district: districtOf(place), place, org, sign }
}
