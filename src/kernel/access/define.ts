import type { Actor, Role } from '#kernel/identity/define'

/**
 * Where a grant reaches, seen from the actor:
 * - `anywhere`: every subject
 * - `place`: subjects in the places of the post
 * - `lead`: subjects whose lead handler is the post's organization
 * - `handler`: the same, and those where it is a co-handler
 * - `own`: subjects that the actor applied for
 * - `follower`: subjects that the actor follows: someone else's, of which little is shown
 */
export type Scope = 'anywhere' | 'place' | 'lead' | 'handler' | 'own' | 'follower'

/** `anyone` includes people who have not signed in. */
export type Who = Role | 'anyone' | 'resident' | 'algorithm' | 'system' | 'client'

export interface Grant {
  readonly who: Who
  readonly scope: Scope
}

/** Default deny: an empty list lets nobody. */
export type Access = readonly Grant[]

/** What access is judged by. */
export interface Subject {
  readonly place?: string | null
  readonly lead?: string | null
  readonly co?: readonly string[]
  /** Person ids of whose it is: of a case its applicant, of a notice its reader. */
  readonly people?: readonly string[]
  readonly followers?: readonly string[]
}

/** `grant('dispatcher', 'place')` reads as in the permissions document. */
export function grant(who: Who, scope: Scope = 'anywhere'): Grant {
  return { who, scope }
}

/** True when the place is one of the given places or lies below one. */
export function isWithin(place: string, places: readonly string[]): boolean {
  return places.some((p) => place === p || place.startsWith(`${p}/`))
}

/** The one judgement of who may do what; its SQL twin is `accessCondition`, held equal by a property test. */
export function allows(access: Access, actor: Actor, subject: Subject): boolean {
  return access.some((g) => reaches(g, actor, subject))
}

/** True when some subject exists that the actor may act on; a screen asks this before it shows a list. */
export function mayEver(access: Access, actor: Actor): boolean {
  return access.some((g) => isWho(g.who, actor))
}

function isWho(who: Who, actor: Actor): boolean {
  if (who === 'anyone') return true
  if (who === 'resident' || who === 'algorithm' || who === 'system' || who === 'client')
    return actor.kind === who
  return actor.posts.some((p) => p.role === who)
}

function reaches(g: Grant, actor: Actor, subject: Subject): boolean {
  if (!isWho(g.who, actor)) return false
  if (g.scope === 'anywhere') return true
  if (g.scope === 'own') return isAmong(subject.people, actor)
  if (g.scope === 'follower') return isAmong(subject.followers, actor)
  return actor.posts.some((post) => post.role === g.who && postReaches(g.scope, post, subject))
}

function isAmong(people: readonly string[] | undefined, { person }: Actor): boolean {
  return person !== null && (people ?? []).includes(person)
}

function postReaches(scope: Scope, post: Actor['posts'][number], subject: Subject): boolean {
  if (scope === 'place') return subject.place != null && isWithin(subject.place, post.places)
  if (scope === 'lead') return subject.lead === post.org
  return subject.lead === post.org || (subject.co ?? []).includes(post.org)
}
