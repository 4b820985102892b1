import { isWithin } from '#kernel/access/define'
import type { Post, Role } from '#kernel/identity/define'
import type { Audience, Case } from '../define.ts'
import { arbitrationClock, openDispute } from './disputes.ts'

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
  /** Co-handlers that still owe their answer. */
  readonly owing: readonly string[]
  /** Accounts that the step itself names; where there are any, nobody else hears of it. */
  readonly named: readonly string[]
}

/** Holders of a role: in one of these organizations, or, without any, whose places cover the case. */
export interface Wanted {
  readonly role: Role
  readonly orgs: readonly string[] | null
}

type Known = Pick<Case, 'lead' | 'escalation' | 'dispute' | 'clocks' | 'requester'>

/**
 * Whom a step is for: none when nobody has to hear of it.
 * @param worker the role that acts for an organization on cases of the type
 */
export function wantedFor(step: ToldStep, c: Known, worker: Role = 'handler'): readonly Wanted[] {
  if (step.named.length > 0) return []
  const workersOf = (orgs: readonly string[]): Wanted[] => (orgs.length === 0 ? [] : [{ role: worker, orgs }])
  const leads = c.lead === null ? [] : [c.lead.org]
  const requesters = c.requester === undefined ? [] : [c.requester]
  const lead = workersOf(leads)
  const supervisors: Wanted = { role: 'supervisor', orgs: null }
  switch (step.tells) {
    case 'lead':
      return lead
    case 'lead-when-applicant':
      return step.byApplicant ? lead : []
    case 'asked':
      return workersOf(step.asked)
    case 'owing':
      return workersOf(step.owing)
    case 'named':
      return []
    case 'requester':
      return workersOf(requesters)
    case 'parties':
      return workersOf([...leads, ...requesters])
    case 'supervisors':
      return [supervisors]
    case 'dispute':
      return [...lead, supervisors]
    case 'ladder':
      if (c.escalation >= 3) return [{ role: 'leader', orgs: null }]
      if (c.escalation === 2 || arbiterIsLate(c)) return [supervisors]
      return lead.length > 0 ? lead : [{ role: 'dispatcher', orgs: null }]
  }
}

/** What ran out first is the arbiter's time, so that handlers can do nothing about it. */
function arbiterIsLate(c: Known): boolean {
  const first = c.clocks.filter((k) => k.stoppedAt === null).toSorted((a, b) => (a.due < b.due ? -1 : 1))[0]
  return openDispute(c) !== null && first?.name === arbitrationClock
}

/**
 * The accounts to tell, at most twenty: the officer to whom the case is assigned first, then those whose places are
 * the narrowest around it, since they know it best.
 */
export function officersToTell(
  step: ToldStep,
  c: Known & Pick<Case, 'place'>,
  posts: readonly AccountPost[],
  worker: Role = 'handler',
): string[] {
  if (step.named.length > 0)
    return [...new Set(step.named)].filter((a) => a !== step.actor).slice(0, mostOfficers)
  const wanted = wantedFor(step, c, worker)
  const isWanted = (p: AccountPost) =>
    wanted.some(
      ({ role, orgs }) =>
        p.role === role && (orgs === null ? isWithin(c.place, p.places) : orgs.includes(p.org)),
    )
  const rank = (p: AccountPost) => (p.account === c.lead?.assignee ? Infinity : nearness(c.place, p.places))
  const fitting = posts
    .filter((p) => p.account !== step.actor && isWanted(p))
    .sort((a, b) => rank(b) - rank(a) || (a.account < b.account ? -1 : 1))
  return [...new Set(fitting.map((p) => p.account))].slice(0, mostOfficers)
}

/** Length of the longest place that covers the case; 0 when none does. */
function nearness(place: string, places: readonly string[]): number {
  return Math.max(0, ...places.filter((p) => isWithin(place, [p])).map((p) => p.length))
}
