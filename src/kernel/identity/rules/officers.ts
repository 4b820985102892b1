import type { Actor, Role } from '../define.ts'
import { covers } from './posts.ts'

/** Those who hand cases out and watch over them, for the organizations in their places. */
const distributors: readonly Role[] = ['dispatcher', 'supervisor']

/** Who may know which officers of an organization handle cases: its own people, and those who distribute its cases. */
export function mayListOfficers(
  actor: Pick<Actor, 'posts'>,
  org: { readonly code: string; readonly places: readonly string[] },
): boolean {
  return actor.posts.some(
    (p) => p.org === org.code || (distributors.includes(p.role) && covers(p.places, org.places)),
  )
}
