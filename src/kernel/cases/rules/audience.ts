import { isWithin } from '#kernel/access/define'
import type { Post, Role } from '#kernel/identity/define'
import type { Audience, Case } from '../define.ts'

/** More readers would not act sooner, and each is a row to write. */
export const mostOfficers = 20

export interface AccountPost extends Post {
  readonly account: string
}

/** What the recipients of a step follow from, beside the case. */
export interface ToldStep {
  readonly tells: Audience
  /** Account that took the step; nobody is told what they did themselves. */
  readonly actor: string
  readonly byApplicant: boolean
  /** Organizations that the step asked to co-handle. */
  readonly asked: readonly string[]
}

/** Holders of a role: in one of these organizations, or, without any, whose places cover the case. */
export interface Wanted {
  readonly role: Role
  readonly orgs: readonly string[] | null
}

/** Whom a step is for; undefined when nobody has to hear of it. */
export function wantedFor(step: ToldStep, c: Pick<Case, 'lead' | 'escalation'>): Wanted | undefined {
  const lead: Wanted | undefined = c.lead === null ? undefined : { role: 'handler', orgs: [c.lead.org] }
  switch (step.tells) {
    case 'lead':
      return lead
    case 'lead-when-applicant':
      return step.byApplicant ? lead : undefined
    case 'asked':
      return step.asked.length === 0 ? undefined : { role: 'handler', orgs: step.asked }
    case 'supervisors':
      return { role: 'supervisor', orgs: null }
    case 'ladder':
      if (c.escalation >= 3) return { role: 'leader', orgs: null }
      if (c.escalation === 2) return { role: 'supervisor', orgs: null }
      return lead ?? { role: 'dispatcher', orgs: null }
  }
}

/**
 * The accounts to tell, at most twenty: the officer to whom the case is assigned first, then those whose places are
 * the narrowest around it, since they know it best.
 */
export function officersToTell(
  step: ToldStep,
  c: Pick<Case, 'lead' | 'escalation' | 'place'>,
  posts: readonly AccountPost[],
): string[] {
  const wanted = wantedFor(step, c)
  if (wanted === undefined) return []
  const rank = (p: AccountPost) => (p.account === c.lead?.assignee ? Infinity : nearness(c.place, p.places))
  const fitting = posts
    .filter((p) => p.role === wanted.role && p.account !== step.actor)
    .filter((p) => (wanted.orgs === null ? isWithin(c.place, p.places) : wanted.orgs.includes(p.org)))
    .sort((a, b) => rank(b) - rank(a) || (a.account < b.account ? -1 : 1))
  return [...new Set(fitting.map((p) => p.account))].slice(0, mostOfficers)
}

/** Length of the longest place that covers the case; 0 when none does. */
function nearness(place: string, places: readonly string[]): number {
  return Math.max(0, ...places.filter((p) => isWithin(place, [p])).map((p) => p.length))
}
