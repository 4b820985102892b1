import { isWithin } from '#kernel/access/define'
import type { Actor } from '#kernel/identity/define'
import type { Basis, ConsentState, Reach, WatchContent } from '../contract.ts'

/** What a watch of this content reads: its values, its object, and what its rows are chosen by. */
export function reachOf({ value, also, object, says, saysInEnglish, where }: WatchContent): Reach {
  const items = [
    object,
    ...(value === null ? [] : [value]),
    ...also,
    ...[says, saysInEnglish].filter((name) => name !== undefined),
    ...(where === null ? [] : [where.item]),
  ]
  return { items: [...new Set(items)].sort(), where }
}

/** True where no more is read than was consented to: no other item, and no rows beyond. */
export function covers(consented: Reach, reach: Reach): boolean {
  const { items, where } = consented
  const isNarrow = where === null || (reach.where?.item === where.item && reach.where.equals === where.equals)
  return isNarrow && reach.items.every((item) => items.includes(item))
}

export interface Standing {
  readonly resource: string
  readonly provider: string
  readonly owner: string | null
  readonly reach: Reach
  readonly state: ConsentState
}

export interface Reading {
  /** Organization that watches. */
  readonly owner: string | null
  readonly resource: {
    readonly id: string
    readonly provider: string
    readonly share: 'unconditional' | 'conditional' | 'none'
  }
  readonly reach: Reach
}

/**
 * Why a watch may read a resource; null: it may not. A consent is of one provider to one organization about one resource:
 * when any of them changes it is worth nothing.
 */
export function basisOf({ owner, resource, reach }: Reading, consent: Standing | undefined): Basis | null {
  if (owner === resource.provider) return 'own'
  if (resource.share === 'unconditional') return 'unconditional'
  if (consent?.state !== 'given' || consent.resource !== resource.id) return null
  if (consent.provider !== resource.provider || consent.owner !== owner) return null
  return covers(consent.reach, reach) ? 'consent' : null
}

interface Looked {
  /** Provider of the resource. */
  readonly lead: string
  readonly place: string | null
}

/**
 * For which organization somebody watches who makes, changes or tries a watch: the platform for the provider; an officer
 * for the watch's owner where a post of theirs is there, else for the provider or another post that reaches the place. So
 * that nobody watches by what was consented to for another organization.
 * @param before the watch's owner so far
 */
export function ownerFor(actor: Actor, { lead, place }: Looked, before: string | null = null): string | null {
  if (actor.kind === 'system') return before ?? lead
  const orgs = actor.posts
    .filter((p) => p.role === 'warning-officer' && place !== null && isWithin(place, p.places))
    .map((p) => p.org)
  return [before, lead].find((org) => org !== null && orgs.includes(org)) ?? orgs[0] ?? null
}
