import type { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import type { Case, Condition, Dispute } from '../define.ts'
import { newHandler, type RuleContext } from './clocks.ts'
import type { ArbitrateInput, DisputeInput, SettleInput } from './inputs.ts'

/** The clock of the arbiter; a type whose cases can be disputed names it. */
export const arbitrationClock = 'arbitrate'

/** A dispute without a verdict. */
export function openDispute(c: Pick<Case, 'dispute'>): Dispute | null {
  return c.dispute?.verdict === null ? c.dispute : null
}

export const isDisputed: Condition = {
  holds: (c) => openDispute(c) !== null,
  otherwise: 'case.no-dispute',
}

/** One dispute at a time, and none against a verdict: whoever it named handles the case. */
export const mayDispute: Condition = {
  holds: (c) => openDispute(c) === null && c.dispute?.verdict?.org !== c.lead?.org,
  otherwise: 'case.dispute-settled',
}

/**
 * The lead objects, and the backstop handles meanwhile (先办后议). Where nobody else is known, or the backstop itself
 * objects, the first receiver goes on (首接负责).
 * @param backstop from the duty list
 */
export function dispute<D>(
  c: Case<D>,
  input: z.output<typeof DisputeInput>,
  ctx: RuleContext,
  backstop: string | null,
): Case<D> {
  const from = c.lead?.org
  if (from === undefined) throw new Refusal('not-now', 'case.not-now')
  if (input.suggested === from) throw new Refusal('invalid', 'case.same-org', { field: 'suggested' })
  const { reason, legalBasis, suggested } = input
  const meanwhile = backstop ?? from
  return {
    ...c,
    lead: meanwhile === from ? c.lead : newHandler(meanwhile, ctx.now),
    co: c.co.filter((h) => h.org !== meanwhile),
    dispute: {
      from,
      reason,
      legalBasis,
      suggested: suggested ?? null,
      at: ctx.now.toISOString(),
      backstop: meanwhile,
      verdict: null,
    },
  }
}

/** The verdict names another organization than the one that handles meanwhile: it takes over and has to accept. */
export function arbitrate<D>(c: Case<D>, input: z.output<typeof ArbitrateInput>, ctx: RuleContext): Case<D> {
  if (c.lead?.org === input.org) throw new Refusal('invalid', 'case.settle-instead', { field: 'org' })
  const { org } = input
  return {
    ...withVerdict(c, { ...input, org }, ctx),
    lead: newHandler(org, ctx.now),
    co: c.co.filter((h) => h.org !== org),
    extension: null,
  }
}

/**
 * The verdict moves nothing: who handles the case goes on, or has answered already and only the question stays whose
 * duty it was. Before the answer it can name nobody else.
 */
export function settle<D>(c: Case<D>, input: z.output<typeof SettleInput>, ctx: RuleContext): Case<D> {
  const org = input.org ?? c.lead?.org
  if (org === undefined) throw new Refusal('not-now', 'case.not-now')
  if (c.answeredAt === null && org !== c.lead?.org)
    throw new Refusal('invalid', 'case.arbitrate-instead', { field: 'org' })
  return withVerdict(c, { ...input, org }, ctx)
}

function withVerdict<D>(
  c: Case<D>,
  { org, reason, precedent }: z.output<typeof ArbitrateInput>,
  ctx: RuleContext,
): Case<D> {
  const open = openDispute(c)
  if (open === null) throw new Refusal('not-now', isDisputed.otherwise)
  return { ...c, dispute: { ...open, verdict: { org, reason, at: ctx.now.toISOString(), precedent } } }
}
