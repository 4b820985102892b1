import type { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import type { Case, Instant } from '#kernel/cases/define'
import {
  type AnswerInput,
  type ArbitrateInput,
  common,
  disputes,
  newHandler,
  type RuleContext,
} from '#kernel/cases/rules'
import type { Duration } from '#kernel/clock/define'
import type { Actor } from '#kernel/identity/define'
import type {
  AppealDetails,
  ClassifyInput,
  DispatchInput,
  Proposal,
  SubmitAppeal,
  UrgencyLimits,
} from './contract.ts'
import { findingsOf } from './rules/reply.ts'

export * as joint from './rules/joint.ts'
export { isShown } from './rules/joint.ts'
export { findingsOf, type ReplyFinding } from './rules/reply.ts'
export { isUrgedNow, precedentOf } from './rules/verdict.ts'

export type Appeal = Case<AppealDetails>
type Context = RuleContext & { readonly actor: Actor; readonly org: string | null }

/** How long after an answer or a closing a resident may have the case opened again. */
export const reopenDays = 30
/** An answer that nobody rated closes the case as unrated after this. */
export const unratedDays = 7

/** The first sentence, or the first 30 characters, where the resident gave no title. */
export function titleOf(input: Pick<SubmitAppeal, 'title' | 'text'>): string {
  if (input.title !== undefined && input.title !== '') return input.title
  const first = input.text.split(/[。！？!?\n；;]/)[0]?.trim() ?? ''
  return [...first].length > 30 ? `${[...first].slice(0, 29).join('')}…` : first
}

/** Limit of a clock: the row of the case's urgency, or of `normal` while none is known. */
export function limitOf(limits: UrgencyLimits): (clock: string, c: Appeal) => Duration {
  return (clock, c) => {
    const row = limits[c.urgency ?? 'normal'] ?? limits.normal
    const limit = row?.[clock as keyof typeof row]
    if (limit === undefined) throw new Error(`no limit for clock ${clock}`)
    return limit
  }
}

export function propose(c: Appeal, input: { proposal: Proposal }): Appeal {
  return { ...c, details: { ...c.details, proposal: input.proposal } }
}

export function classify(c: Appeal, input: z.output<typeof ClassifyInput>, ctx: Context): Appeal {
  return {
    ...c,
    category: input.category,
    urgency: input.urgency,
    details: { ...c.details, classifiedBy: ctx.actor.kind === 'algorithm' ? 'algorithm' : 'person' },
  }
}

/** Dispatching may classify in the same click; without a category nobody could say whether the department is right. */
export function dispatch(c: Appeal, input: z.output<typeof DispatchInput>, ctx: Context): Appeal {
  const category = input.category ?? c.category
  if (category === null) throw new Refusal('invalid', 'appeal.category-needed', { field: 'category' })
  const by = ctx.actor.kind === 'algorithm' ? 'algorithm' : 'person'
  return {
    ...c,
    category,
    urgency: input.urgency ?? c.urgency ?? 'normal',
    lead: newHandler(input.org, ctx.now),
    co: c.co.filter((h) => h.org !== input.org),
    details: {
      ...c.details,
      duty: input.duty ?? null,
      dispatchedBy: by,
      classifiedBy: c.details.classifiedBy ?? by,
    },
  }
}

export function returnToDispatcher(c: Appeal, input: unknown, ctx: Context): Appeal {
  return { ...common.giveBack(c, input, ctx), details: { ...c.details, duty: null, dispatchedBy: null } }
}

/** What an arbiter names is a person's choice, whoever dispatched before. */
export function arbitrate(c: Appeal, input: z.output<typeof ArbitrateInput>, ctx: Context): Appeal {
  const next = disputes.arbitrate(c, input, ctx)
  return { ...next, details: { ...c.details, duty: null, dispatchedBy: 'person' } }
}

export function transfer(c: Appeal, input: { org: string }, ctx: Context): Appeal {
  const next = common.transfer(c, input, ctx)
  return { ...next, details: { ...c.details, duty: null, dispatchedBy: 'person' } }
}

export function reopen(c: Appeal, input: unknown, ctx: Context): Appeal {
  const since: Instant | null = c.closedAt ?? c.answeredAt
  const isLate = since !== null && ctx.now.getTime() - Date.parse(since) > reopenDays * 86_400_000
  if (isLate && (ctx.actor.kind === 'resident' || ctx.actor.kind === 'client'))
    throw new Refusal('not-now', 'appeal.reopen-late', { days: reopenDays })
  return common.reopen(c, input, ctx)
}

/** What only says that the message came, or was passed on, is no answer: it goes back to who wrote it. */
export function answer(c: Appeal, input: z.output<typeof AnswerInput>, ctx: Context): Appeal {
  if (findingsOf(input.text, c.title).includes('only-acknowledged'))
    throw new Refusal('invalid', 'appeal.reply-empty', { field: 'text' })
  return common.answer(c, input, ctx)
}

/** A bad rating is looked at by a person before the case closes; a good one closes it at once. */
export function closesAtOnce(c: Appeal): boolean {
  return c.rating?.solved === true && c.rating.score >= 3
}
