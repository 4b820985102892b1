import { z } from 'zod'
import { allows } from '#kernel/access/define'
import { type Action, defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { difference } from '#kernel/audit'
import type { Clock, Duration } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import {
  type ActionRow,
  availableActions,
  type Case,
  CaseRef,
  type CaseType,
  isPossible,
  reportersOf,
  subjectOf,
} from './define.ts'
import { actingOrg, applyRow, type RuleContext } from './rules.ts'
import { changedCase, conflict, getCase } from './store.ts'

/** What a rule of a case action is given beside the case. */
export interface CaseRuleContext<F = unknown> extends RuleContext {
  readonly actor: Actor
  /** The organization for which the actor acts on this case (see `actingOrg`). */
  readonly org: string | null
  /** What was looked up for the rule before it ran. */
  readonly found: F
}

export type CaseRule<D, I, F = unknown> = (c: Case<D>, input: I, ctx: CaseRuleContext<F>) => Case<D>

export interface CaseActionParts<D> {
  readonly clock: Clock
  /** Limits of the type's clocks, from the office's table as it stands in this transaction. */
  readonly limits: (tx: Tx) => Promise<(clock: string, c: Case<D>) => Duration>
  /** Refuses what only the database can tell, such as an assignee who works elsewhere; runs before the rule. */
  readonly check?: (tx: Tx, action: string, c: Case<D>, input: unknown, actor: Actor) => Promise<void>
}

/**
 * Makes one audited action from each row of the type's table. The rule says only what is special; state, clocks,
 * hold, version, timeline, audit and event are the same for all and done here.
 */
export function caseAction<D, I extends z.ZodObject, F = undefined>(
  type: CaseType,
  name: string,
  row: ActionRow & { readonly input: I },
  parts: CaseActionParts<D>,
  rule: CaseRule<D, z.output<I>, F>,
  /** Reads what the rule needs to know beside the case, in the same transaction. */
  look?: (tx: Tx, c: Case<D>) => Promise<F>,
) {
  const input = z.object({ ...CaseRef.shape, ...row.input.shape }).meta({ id: inputName(type.type, name) })
  return defineAction({
    name: `${type.type}.${name}`,
    input,
    allow: row.who,
    async run(tx, { actor, input: given, now, trace, authorise }) {
      const { id, version, ...rest } = given as CaseRef & z.output<I>
      // Whoever is nobody hears so before anything is looked up, whether the case exists or not.
      if (actor.kind === 'anonymous') authorise({})
      const before = await getCase<D>(tx, type.type, id)
      if (isHidden(type, row, before as Case, actor)) throw hiddenCase(id)
      authorise(subjectOf(before))
      if (before.version !== version && !(await isOnlyAside(tx, type, row, before, version)))
        throw await conflict(tx, type, id, actor)
      if (!isPossible(row, before)) throw notNow(type, name, before, actor)
      if (row.when?.holds(before, actor) === false)
        throw notNow(type, name, before, actor, row.when.otherwise)
      await parts.check?.(tx, name, before, rest, actor)
      const org = actingOrg(row, before, actor)
      const limit = (await parts.limits(tx)) as RuleContext['limit']
      const found = (await look?.(tx, before)) as F
      const ctx: CaseRuleContext<F> = {
        now,
        actor,
        org,
        found,
        limit,
        calendar: parts.clock.calendar(before.lead?.org),
      }
      const after = applyRow(type, row, rule(before, rest as unknown as z.output<I>, ctx), ctx)
      const step = { action: name, actor, visible: row.visible, input: rest, trace, org }
      const { saved, write } = changedCase(tx, type, before, after, step)
      return {
        output: saved,
        subject: { ...subjectOf(saved), type: type.type, id, district: saved.district },
        change: difference({ ...before }, { ...saved }),
        events: [{ name: pastTense(type.type, name), payload: eventPayload(name, saved, row, actor) }],
        write,
      }
    },
  })
}

/** True when all that came after the version that was looked at goes on beside the work, or this step itself does. */
async function isOnlyAside(
  tx: Tx,
  type: CaseType,
  row: ActionRow,
  c: Case<unknown>,
  version: number,
): Promise<boolean> {
  if (version > c.version) return false
  if (row.aside) return true
  const beside = Object.entries<ActionRow>(type.actions).flatMap(([name, r]) => (r.aside ? [name] : []))
  if (beside.length === 0) return false
  const other = await tx
    .selectFrom('case_actions')
    .select('seq')
    .where('district', '=', c.district)
    .where('case_id', '=', c.id)
    .where('seq', '>', version)
    .where('action', 'not in', beside)
    .limit(1)
    .executeTakeFirst()
  return other === undefined
}

/** `appeal.dispatch` → event `appeal.dispatched`: one rule for regular verbs and a table for the rest. */
export function pastTense(type: string, action: string): string {
  const irregular: Record<string, string> = {
    hold: 'held',
    withdraw: 'withdrawn',
    giveBack: 'given-back',
    askCo: 'co-handlers-asked',
    urgeCo: 'co-handlers-urged',
    missVisit: 'visit-missed',
    coAnswer: 'co-answered',
    requestExtension: 'extension-requested',
    decideExtension: 'extension-decided',
    comment: 'commented',
    classify: 'classified',
    transfer: 'transferred',
    leave: 'left',
    switchOn: 'switched-on',
    uphold: 'upheld',
    split: 'split',
    closeMerged: 'closed-with-main',
  }
  const regular = action.endsWith('e') ? `${action}d` : `${action}ed`
  return `${type}.${irregular[action] ?? regular}`
}

function inputName(type: string, action: string): string {
  const cap = (s: string) => s.charAt(0).toUpperCase() + s.slice(1)
  return `${cap(action)}${cap(type)}`
}

function eventPayload(action: string, c: Case, row: ActionRow, actor: Actor) {
  return {
    action,
    number: c.number,
    title: c.title,
    state: c.state,
    version: c.version,
    visible: row.visible,
    applicant: c.applicant,
    /** What people do themselves they need not be told. */
    byApplicant: isForApplicant(c, actor),
  }
}

/** The applicant, or the system through which the applicant reported. */
function isForApplicant(c: Case, actor: Actor): boolean {
  if (actor.person === null) return false
  return reportersOf(c).includes(actor.person)
}

function isHidden(type: CaseType, row: ActionRow, c: Case, actor: Actor): boolean {
  const subject = subjectOf(c)
  if (allows([...type.see, ...(type.outline ?? [])], actor, subject)) return false
  return !allows(row.who, actor, subject) || (row.when?.hides === true && !row.when.holds(c, actor))
}

/** Kept in the audit as a refusal; `asMissing` makes of it what a door says of an unknown id. */
function hiddenCase(id: string): Refusal {
  return new Refusal('forbidden', 'case.not-found', { id })
}

/** To someone who may not see it, a case that exists and one that does not look the same. */
export function asMissing(error: unknown): unknown {
  const isHiddenCase =
    error instanceof Refusal && error.code === 'forbidden' && error.message === 'case.not-found'
  return isHiddenCase ? new Refusal('not-found', error.message, error.details) : error
}

function notNow(type: CaseType, action: string, c: Case, actor: Actor, message = 'case.not-now'): Refusal {
  return new Refusal('not-now', message, {
    action,
    state: c.state,
    held: c.hold !== null,
    version: c.version,
    available: availableActions(type, c, actor),
  })
}

export type AnyCaseAction = Action<z.ZodType, Case>
