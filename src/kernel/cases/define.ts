import { z } from 'zod'
import { type Access, allows, type Subject } from '#kernel/access/define'
import type { Actor, Role } from '#kernel/identity/define'

/** An instant as ISO 8601 in UTC. A case is plain JSON, so that it is stored, compared and sent as it is. */
export type Instant = string

/** One organization's part in a case. The lead answers the resident; a co-handler answers the lead. */
export interface Handler {
  readonly org: string
  readonly assignee: string | null
  readonly since: Instant
  readonly due: Instant | null
  readonly acceptedAt: Instant | null
  readonly answeredAt: Instant | null
  readonly answer: string | null
  /** When it was last reminded that its time is running out, or ran out. */
  readonly urgedAt: Instant | null
}

/** An arbiter's word on who answers for a case, and for what it is to be an example. */
export interface Verdict {
  readonly org: string
  readonly reason: string
  readonly at: Instant
  readonly precedent: PrecedentScope
}

/** How far a verdict is followed in later cases of the same category: not at all, or in the place so far around. */
export const precedentScopes = ['none', 'township', 'district', 'city'] as const
export type PrecedentScope = (typeof precedentScopes)[number]

/** An organization's objection to its duty. Until the verdict another one handles the case: nobody waits for a debate. */
export interface Dispute {
  readonly from: string
  readonly reason: string
  readonly legalBasis: string
  readonly suggested: string | null
  readonly at: Instant
  /** Handles meanwhile; the first receiver itself where no other is known. */
  readonly backstop: string
  readonly verdict: Verdict | null
}

/** A running or stopped deadline. A paused clock keeps its due time; resuming shifts it by the pause. */
export interface CaseClock {
  readonly name: string
  readonly startedAt: Instant
  readonly due: Instant
  readonly unit: 'minutes' | 'hours' | 'days' | 'workingHours' | 'workingDays'
  readonly pausedAt: Instant | null
  readonly stoppedAt: Instant | null
  /** When its handlers were told that it is running out; absent until then. */
  readonly remindedAt?: Instant | null
}

export interface Rating {
  readonly score: number
  readonly solved: boolean
  readonly reason: string
  readonly at: Instant
}

/** How soon a deadline is: each a filter of the list. */
export const dueSpans = ['hours', 'today', 'tomorrow'] as const
export type DueSpan = (typeof dueSpans)[number]

/** What every case is, whatever its type; `details` is the type's own part. */
export interface Case<D = unknown> {
  readonly id: string
  readonly type: string
  readonly number: string
  /** County code, the distribution key of the database. */
  readonly district: string
  readonly place: string
  readonly point: { readonly lon: number; readonly lat: number } | null
  readonly address: string | null
  readonly state: string
  readonly version: number
  readonly title: string
  /** The title on English screens; absent: there is none but the Chinese one. */
  readonly titleInEnglish?: string
  readonly channel: string
  readonly category: string | null
  readonly urgency: string | null
  /** Person id, null when reported anonymously. */
  readonly applicant: string | null
  /** The system of others that reported it, by its id; absent when none did. */
  readonly client?: string
  /** The organization that asked for it, where no person did; it sees the case as a co-handler does. */
  readonly requester?: string
  readonly followers: readonly string[]
  readonly lead: Handler | null
  readonly co: readonly Handler[]
  readonly clocks: readonly CaseClock[]
  readonly hold: { readonly reason: string; readonly since: Instant } | null
  readonly extension: { readonly reason: string; readonly days: number; readonly at: Instant } | null
  /** The latest one, settled or not. */
  readonly dispute: Dispute | null
  /** 0 = none; each step of the escalation ladder adds one. */
  readonly escalation: number
  readonly supervised: boolean
  readonly reopened: number
  readonly rating: Rating | null
  readonly files: readonly string[]
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly answeredAt: Instant | null
  readonly closedAt: Instant | null
  readonly details: D
}

/**
 * Organizations beside the lead that have to do with a case: co-handlers, whoever objected to leading it, and whoever
 * asked for it.
 */
export function partiesOf(c: Pick<Case, 'co' | 'dispute' | 'requester'>): string[] {
  const beside = [c.dispute?.from, c.requester].filter((org) => org !== undefined)
  return [...new Set([...c.co.map((h) => h.org), ...beside])]
}

/** Whoever reported a case: the person, and the system that passed it on. */
export function reportersOf(c: Pick<Case, 'applicant' | 'client'>): string[] {
  return [c.applicant, c.client].filter((id) => id != null)
}

/** What a case of this type looks like to the access judgement. */
export function subjectOf(c: Case): Subject {
  return {
    place: c.place,
    lead: c.lead?.org ?? null,
    co: partiesOf(c),
    people: reportersOf(c),
    followers: c.followers,
  }
}

/**
 * Which officers a step is told to, in the app: handlers of the lead or of the co-handlers just asked, supervisors
 * of the place, or the next rung of the ladder: handlers of the lead (without one, dispatchers of the place), then
 * supervisors, then leaders. `lead-when-applicant`: only where the applicant took the step. `dispute`: who handles
 * meanwhile and the supervisors of the place. `owing`: co-handlers whose answer is late. `named`: only whom the step's
 * input names; a `ladder` step that names people tells these and nobody else. `requester`: the organization that asked
 * for the case; `parties`: it and the lead. Who acts for an organization is the case type's `worker`.
 */
export const audiences = [
  'lead',
  'lead-when-applicant',
  'asked',
  'supervisors',
  'ladder',
  'dispute',
  'owing',
  'named',
  'requester',
  'parties',
] as const
export type Audience = (typeof audiences)[number]

/** What has to be true of the case and the actor beside state, hold and access; pure, so that screens ask it too. */
export interface Condition {
  readonly holds: (c: Case, actor: Actor) => boolean
  /** Key of the sentence that says why not. */
  readonly otherwise: string
  /** A case for which it does not hold looks missing to whoever may not see it anyway. */
  readonly hides?: true
}

/** One row of a case type's table: what may be done when, by whom, with what, and what it does to the clocks. */
export interface ActionRow<S extends string = string> {
  readonly from: readonly S[]
  /** The state afterwards; absent = unchanged. */
  readonly to?: S
  readonly who: Access
  readonly when?: Condition
  readonly input: z.ZodObject
  /** Clocks that end, in time or late. */
  readonly stops?: readonly string[]
  /** Clocks that begin, with the limits of the case's settings. */
  readonly starts?: readonly string[]
  /** All running clocks stand still until an action `resumes`. */
  readonly pauses?: true
  readonly resumes?: true
  /** Only possible while on hold / not on hold; absent = not while on hold unless internal. */
  readonly held?: 'only' | 'also'
  /** Whether the applicant sees this step in the timeline. */
  readonly visible: 'public' | 'internal'
  /** A step that repeats often and says little is left out of the applicant's notices. */
  readonly notify?: boolean
  /**
   * Goes on beside the work, as a neighbour's joining does: it is not refused because the case has moved on since it was
   * looked at, and what others do is not refused because of it.
   */
  readonly aside?: true
  /** Which officers hear of it in the app; absent = none. */
  readonly tells?: Audience
}

export interface CaseType<S extends string = string, A extends string = string> {
  readonly type: string
  /** Two letters before the readable number. */
  readonly prefix: string
  readonly states: readonly S[]
  readonly initial: S
  /** States in which the case is over. */
  readonly final: readonly S[]
  readonly clocks: readonly string[]
  readonly actions: Readonly<Record<A, ActionRow<S>>>
  /** Who sees a case in lists and pages. */
  readonly see: Access
  /** Who sees its outline alone: title, state, office and public steps; no exact place and no word of the applicant. */
  readonly outline?: Access
  /** Who sees it without masks. */
  readonly unmasked: Access
  /** The role that works on these cases for an organization, and hears of them; absent: its handlers. */
  readonly worker?: Role
  /** Its titles are the program's own words about a thing, never a person's: notices to officers say them. */
  readonly titled?: true
  /** Which officers hear of a new case; absent = none. Its event names the action `submit`. */
  readonly tellsNew?: Audience
}

/** Checks the table when the program starts: unknown states or clocks are a programmer's error. */
export function defineCaseType<S extends string, A extends string>(type: CaseType<S, A>): CaseType<S, A> {
  const states = new Set<string>(type.states)
  for (const [name, row] of Object.entries<ActionRow<S>>(type.actions)) {
    for (const s of row.to === undefined ? row.from : [...row.from, row.to])
      if (!states.has(s)) throw new Error(`${type.type}.${name}: unknown state ${s}`)
    for (const c of [...(row.stops ?? []), ...(row.starts ?? [])])
      if (!type.clocks.includes(c)) throw new Error(`${type.type}.${name}: unknown clock ${c}`)
    if (row.to !== undefined && type.final.includes(row.to) && row.starts !== undefined)
      throw new Error(`${type.type}.${name}: a clock would run in the final state ${row.to}`)
  }
  return type
}

/** True when the state and the hold allow it; says nothing about who. */
export function isPossible(row: ActionRow, c: Pick<Case, 'state' | 'hold'>): boolean {
  if (!row.from.includes(c.state)) return false
  if (row.held === 'only') return c.hold !== null
  return c.hold === null || row.held === 'also'
}

/** True when this actor may take the step now: state, hold, condition and access together. */
export function mayTake(row: ActionRow, c: Case, actor: Actor): boolean {
  return isPossible(row, c) && (row.when?.holds(c, actor) ?? true) && allows(row.who, actor, subjectOf(c))
}

/** The actions that this actor may take now: the server's refusals and the screen's buttons are the same list. */
export function availableActions(type: CaseType, c: Case, actor: Actor): string[] {
  return Object.entries(type.actions)
    .filter(([, row]) => mayTake(row, c, actor))
    .map(([name]) => name)
}

/** What every action on an existing case carries beside its own input. */
export const CaseRef = z.object({
  id: z.uuid(),
  /** The version that the actor looked at; a newer one refuses with `conflict`. */
  version: z.int().min(1),
})
export type CaseRef = z.infer<typeof CaseRef>
