import { isWithin } from '#kernel/access/define'
import type { Actor } from '#kernel/identity/define'
import type { Who } from '../contract.ts'

/** The department that a scenario runs for. */
export interface Department {
  readonly org: string
  readonly places: readonly string[]
}

/**
 * Whether an officer is meant: by a post of one of the roles, of the department itself or of whoever looks after its places.
 */
export function isOfficerMeant(who: Who, actor: Actor, department: Department): boolean {
  return actor.posts.some(
    (post) =>
      who.roles.includes(post.role) &&
      (post.org === department.org || department.places.every((place) => isWithin(place, post.places))),
  )
}

export function isPartyMeant(who: Who, kind: string | undefined): boolean {
  return kind !== undefined && who.parties.includes(kind)
}

/**
 * Whether personal positions are exact to this officer: by a post of the department itself, whose work the page is. To whoever
 * looks after its places from above they are coarse.
 */
export function seesExactly(who: Who, actor: Actor, department: Department): boolean {
  return actor.posts.some((post) => who.roles.includes(post.role) && post.org === department.org)
}
