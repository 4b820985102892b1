import { z } from 'zod'
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
  subjectOf,
} from './define.ts'
import { applyRow, type RuleContext } from './rules.ts'
import { changedCase, conflict, getCase } from './store.ts'

/** What a rule of a case action is given beside the case. */
export interface CaseRuleContext extends RuleContext {
  readonly actor: Actor
  /** The organization for which the actor acts on this case: its own post's among the handlers, else its first. */
  readonly org: string | null
}

export type CaseRule<D, I> = (c: Case<D>, input: I, ctx: CaseRuleContext) => Case<D>

export interface CaseActionParts<D> {
  readonly clock: Clock
  /** Limits of the type's clocks, from the office's table as it stands in this transaction. */
  readonly limits: (tx: Tx) => Promise<(clock: string, c: Case<D>) => Duration>
  /** What else has to be known before the rule runs, such as where the duty list sends the case. */
  readonly prepare?: (tx: Tx, action: string, c: Case<D>, input: unknown) => Promise<unknown>
}

/**
 * Makes one audited action from each row of the type's table. The rule says only what is special; state, clocks,
 * hold, version, timeline, audit and event are the same for all and done here.
 */
export function caseAction<D, I extends z.ZodObject>(
  type: CaseType,
  name: string,
  row: ActionRow & { readonly input: I },
  parts: CaseActionParts<D>,
  rule: CaseRule<D, z.output<I>>,
) {
  const input = z.object({ ...CaseRef.shape, ...row.input.shape }).meta({ id: inputName(type.type, name) })
  return defineAction({
    name: `${type.type}.${name}`,
    input,
    allow: row.who,
    async run(tx, { actor, input: given, now, trace, authorise }) {
      const { id, version, ...rest } = given as CaseRef & z.output<I>
      const before = await getCase<D>(tx, type.type, id)
      authorise(subjectOf(before))
      if (before.version !== version) throw await conflict(tx, type, id, actor)
      if (!isPossible(row, before)) throw notNow(type, name, before, actor)
      const org = orgFor(actor, before)
      const limit = (await parts.limits(tx)) as RuleContext['limit']
      const ctx: CaseRuleContext = {
        now,
        actor,
        org,
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

/** `appeal.dispatch` → event `appeal.dispatched`: one rule for regular verbs and a table for the rest. */
export function pastTense(type: string, action: string): string {
  const irregular: Record<string, string> = {
    hold: 'held',
    withdraw: 'withdrawn',
    giveBack: 'given-back',
    askCo: 'co-handlers-asked',
    coAnswer: 'co-answered',
    requestExtension: 'extension-requested',
    decideExtension: 'extension-decided',
    comment: 'commented',
    classify: 'classified',
    transfer: 'transferred',
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
    byApplicant: actor.person !== null && actor.person === c.applicant,
  }
}

function notNow(type: CaseType, action: string, c: Case, actor: Actor): Refusal {
  return new Refusal('not-now', 'case.not-now', {
    action,
    state: c.state,
    held: c.hold !== null,
    version: c.version,
    available: availableActions(type, c, actor),
  })
}

function orgFor(actor: Actor, c: Case): string | null {
  const handlers = new Set([c.lead?.org, ...c.co.map((h) => h.org)])
  return (actor.posts.find((p) => handlers.has(p.org)) ?? actor.posts[0])?.org ?? null
}

export type AnyCaseAction = Action<z.ZodType, Case>
