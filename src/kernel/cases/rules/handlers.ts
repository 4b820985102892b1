import type { Actor } from '#kernel/identity/define'
import { type ActionRow, type Case, type Condition, mayTake } from '../define.ts'

/** The organizations of this actor that were asked to co-handle the case and have not answered yet. */
export function owedAnswers(c: Pick<Case, 'co'>, actor: Pick<Actor, 'posts'>): string[] {
  const open = c.co.filter((h) => h.answeredAt === null).map((h) => h.org)
  return open.filter((org) => actor.posts.some((p) => p.role === 'handler' && p.org === org))
}

/** Only a co-handler that was asked and has not answered gives a co-answer. */
export const owesAnswer: Condition = {
  holds: (c, actor) => owedAnswers(c, actor).length > 0,
  otherwise: 'case.not-co-handler',
}

/** Only an extension that was asked for can be decided on, and only one is asked for at a time. */
export const extensionPending: Condition = {
  holds: (c) => c.extension !== null,
  otherwise: 'case.no-extension',
}
export const noExtensionPending: Condition = {
  holds: (c) => c.extension === null,
  otherwise: 'case.extension-pending',
}

/** Nobody rates, or asks after, the work of an organization for which they work themselves. */
export const isNotOwnWork: Condition = {
  holds: (c, actor) => !actor.posts.some((p) => p.org === c.lead?.org || c.co.some((h) => h.org === p.org)),
  otherwise: 'case.own-work',
}

/**
 * The organization for which an actor takes a step: one whose post alone would allow it, the lead's before a
 * co-handler's before any other. So an officer of two offices answers for the one that leads, and gives the co-answer
 * for the one that still owes it.
 */
export function actingOrg(row: ActionRow, c: Case, actor: Actor): string | null {
  const able = actor.posts.filter((post) => mayTake(row, c, { ...actor, posts: [post] }))
  const lead = able.find((p) => p.org === c.lead?.org)
  const co = able.find((p) => c.co.some((h) => h.org === p.org))
  return (lead ?? co ?? able[0] ?? actor.posts[0])?.org ?? null
}
