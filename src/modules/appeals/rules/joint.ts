import { Refusal } from '#kernel/action/define'
import type { Case, Condition } from '#kernel/cases/define'
import type { Actor } from '#kernel/identity/define'
import type { AppealDetails, Joint } from '../contract.ts'

/** Joining, merging and splitting: one matter is handled once, whoever reported it. */

type Appeal = Case<AppealDetails>

const nobody: Joint = { joined: [], adopted: [], into: null, left: null }

/**
 * Matters of public space and public services, level 1 of the category tree: others see their title. Wages, health,
 * security, hardship, conflicts and money are told in confidence, so that no stranger is shown that they exist.
 */
export const publicMatters: ReadonlySet<string> = new Set(['01', '02', '03', '04', '06', '09', '12', '15'])

/** States in which a person or an approved algorithm has looked at it, and it is not answered yet. */
export const shownStates: ReadonlySet<string> = new Set(['classified', 'dispatched', 'accepted', 'handled'])

/** States in which another case can still be handled together with this one. */
export const openToOthers: ReadonlySet<string> = new Set(['submitted', ...shownStates])

export function jointOf(c: Case): Joint {
  return (c as Appeal).details.joint ?? nobody
}

/** True when its title may be shown to residents nearby, and they may join it. */
export function isShown(c: Case): boolean {
  return shownStates.has(c.state) && c.category !== null && publicMatters.has(c.category.slice(0, 2))
}

export const joinable: Condition = {
  holds: (c: Case, actor: Actor) => isShown(c) && actor.person !== null && !isParty(c, actor.person),
  otherwise: 'appeal.not-joinable',
  hides: true,
}

/** What was closed with the main case is split off, not reopened: its own office never worked on it. */
export const onItsOwn: Condition = {
  holds: (c: Case) => jointOf(c).into === null,
  otherwise: 'appeal.reopen-merged',
}

export const merged: Condition = {
  holds: (c: Case) => jointOf(c).into !== null,
  otherwise: 'appeal.not-merged',
}

function isParty(c: Case, person: string): boolean {
  return c.applicant === person || c.followers.includes(person)
}

interface JoinContext {
  readonly actor: Actor
  readonly now: Date
}

/** The actor waits for this case too, instead of reporting the same again. */
export function join(c: Appeal, _input: unknown, { actor }: JoinContext): Appeal {
  const { person } = actor
  if (person === null) return c
  const joint = jointOf(c)
  return withFollowers(c, { ...joint, joined: [...new Set([...joint.joined, person])] })
}

/** However they came to follow it. */
export function leave(c: Appeal, _input: unknown, { actor }: JoinContext): Appeal {
  const joint = jointOf(c)
  const others = (people: readonly string[]) => people.filter((p) => p !== actor.person)
  return withFollowers(c, {
    ...joint,
    joined: others(joint.joined),
    adopted: joint.adopted.map((a) => ({ ...a, people: others(a.people) })),
  })
}

/** This case waits for the main one; where it stood is kept, so that splitting puts it back there. */
export function merge(c: Appeal, input: { main: string }): Appeal {
  if (input.main === c.id) throw new Refusal('invalid', 'appeal.main-itself', { field: 'main' })
  const into = { main: input.main, state: c.state }
  return { ...c, details: { ...c.details, joint: { ...jointOf(c), into, left: null } } }
}

/** Residents may split their own off as long as they may have an answered one opened again, in days. */
export const splitDays = 30

/** Back to where it stood. Clocks that stood still go on; what stopped them together with the main case is undone. */
export function split(c: Appeal, _input: unknown, { actor, now }: JoinContext): Appeal {
  const joint = jointOf(c)
  if (joint.into === null) return c
  const closedMs = c.closedAt === null ? 0 : now.getTime() - Date.parse(c.closedAt)
  if (closedMs > splitDays * 86_400_000 && actor.kind === 'resident')
    throw new Refusal('not-now', 'appeal.reopen-late', { days: splitDays })
  return {
    ...c,
    state: joint.into.state,
    closedAt: null,
    clocks: c.clocks.map((k) => (k.pausedAt === null ? k : { ...k, stoppedAt: null })),
    details: { ...c.details, joint: { ...joint, into: null, left: joint.into.main } },
  }
}

/** The people of a merged case follow the main one; a case that comes twice counts once. */
export function adopt(c: Appeal, input: { case: string; people: readonly string[] }): Appeal {
  const joint = jointOf(c)
  const others = joint.adopted.filter((a) => a.case !== input.case)
  return withFollowers(c, { ...joint, adopted: [...others, { case: input.case, people: [...input.people] }] })
}

/** A case was split off: its people go with it, unless they joined by themselves or came with another. */
export function release(c: Appeal, input: { case: string }): Appeal {
  const joint = jointOf(c)
  return withFollowers(c, { ...joint, adopted: joint.adopted.filter((a) => a.case !== input.case) })
}

/** Followers follow from who joined and who was adopted; the applicant is never their own follower. */
function withFollowers(c: Appeal, joint: Joint): Appeal {
  const all = new Set([...joint.joined, ...joint.adopted.flatMap((a) => a.people)])
  if (c.applicant !== null) all.delete(c.applicant)
  return { ...c, followers: [...all], details: { ...c.details, joint } }
}
