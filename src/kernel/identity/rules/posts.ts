import { isWithin } from '#kernel/access/define'
import type { Post, Role } from '../define.ts'
import { type AccountKind, secondFactorRoles } from './sessions.ts'

/** What the rules need to know of an account. */
export interface Account {
  readonly id: string
  readonly kind: AccountKind
  /** Places of the organization that keeps the account; empty when none does. */
  readonly home: readonly string[]
  readonly posts: readonly Post[]
}

export type PostFlaw = 'own' | 'reach' | 'equal' | 'service' | 'places' | 'resident'

/** The places that someone may administer: those of the admin posts. */
export function adminReach(posts: readonly Post[]): readonly string[] {
  return posts.filter((p) => p.role === 'admin').flatMap((p) => p.places)
}

/** True when every place lies in the reach. No place is nowhere, which nobody reaches. */
export function covers(reach: readonly string[], places: readonly string[]): boolean {
  return places.length > 0 && places.every((p) => isWithin(p, reach))
}

/** An account is managed by the admins whose reach covers all of it: the organization that keeps it and each post. */
export function manages(reach: readonly string[], account: Account): boolean {
  if (account.kind === 'resident') return false
  const parts = [account.home, ...account.posts.map((p) => p.places)].filter(
    (places, i) => i > 0 || places.length > 0,
  )
  return parts.length > 0 && parts.every((places) => covers(reach, places))
}

/**
 * Why `giver` may not change `target` at all; undefined when it may. Nobody changes the own account, nor an equal's:
 * two administrators of the same places could otherwise take over each other's account and raise their own.
 */
export function manageFlaw(giver: Account, target: Account): PostFlaw | undefined {
  if (giver.id === target.id) return 'own'
  if (!manages(adminReach(giver.posts), target)) return 'reach'
  return manages(adminReach(target.posts), giver) ? 'equal' : undefined
}

/** A post to be given, with the places of its organization. */
export interface NewPost extends Post {
  readonly orgPlaces: readonly string[]
}

/**
 * Why `giver` may not give the post to `target`; undefined when it may. Nothing is given beyond the own reach (the
 * organization counts as well: a handler sees all that was dispatched to it), and nobody makes an admin who would
 * then manage the giver: an equal is appointed from above.
 */
export function postFlaw(giver: Account, target: Account, post: NewPost): PostFlaw | undefined {
  const reach = adminReach(giver.posts)
  const flaw = manageFlaw(giver, target) ?? shapeFlaw(target, post)
  if (flaw !== undefined) return flaw
  if (!covers(reach, post.places) || !covers(reach, post.orgPlaces)) return 'reach'
  const after = withPost(target.posts, post)
  return manages(adminReach(after), giver) ? 'equal' : undefined
}

/** What holds for whoever gives it: the places lie in the organization's, and a system holds no watching role. */
export function shapeFlaw(target: Pick<Account, 'kind'>, post: NewPost): PostFlaw | undefined {
  if (target.kind === 'resident') return 'resident'
  if (target.kind === 'service' && secondFactorRoles.includes(post.role)) return 'service'
  return covers(post.orgPlaces, post.places) ? undefined : 'places'
}

/** An account holds a role in an organization once; given again, the places are replaced. */
export function withPost(posts: readonly Post[], post: Post): Post[] {
  return [...withoutPost(posts, post.role, post.org), { role: post.role, org: post.org, places: post.places }]
}

export function withoutPost(posts: readonly Post[], role: Role, org: string): Post[] {
  return posts.filter((p) => p.role !== role || p.org !== org)
}
