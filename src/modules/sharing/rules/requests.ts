import { isWithin } from '#kernel/access/define'
import { common, type RuleContext } from '#kernel/cases/rules'
import type { Duration } from '#kernel/clock/define'
import type { DataRequest } from '../case.ts'
import { defaultCare, type SharingClocks } from '../contract/requests.ts'
import type { Terms } from '../contract/terms.ts'

/**
 * What holds until the office saves its own. The day counts are quoted from memory of State Council Decree 809 and its
 * drafts and not confirmed: the table is there to be corrected.
 */
export const defaultClocks: SharingClocks = {
  version: 0,
  rows: [
    {
      place: '50',
      unconditional: 1,
      conditional: 10,
      provide: 20,
      verdict: 10,
      source: '《政务数据共享条例》（国务院令第809号），天数未经核对，请按本地规定修改',
      care: defaultCare,
    },
  ],
}

/** The row of the narrowest jurisdiction that a place lies in; the first row where none does. */
export function clocksAt(clocks: SharingClocks, place: string): SharingClocks['rows'][number] {
  const around = clocks.rows.filter((r) => isWithin(place, [r.place]))
  const [narrowest] = around.toSorted((a, b) => b.place.length - a.place.length)
  return narrowest ?? (clocks.rows[0] as SharingClocks['rows'][number])
}

export function requestLimit(clocks: SharingClocks, clock: string, c: DataRequest): Duration {
  const row = clocksAt(clocks, c.place)
  const days = {
    decide: c.details.share === 'unconditional' ? row.unconditional : row.conditional,
    provide: row.provide,
    verdict: row.verdict,
  }
  return { amount: days[clock as keyof typeof days], unit: 'workingDays' }
}

type Rule<I> = (c: DataRequest, input: I, ctx: RuleContext) => DataRequest

export const askForMore: Rule<{ reason: string }> = (c, input, ctx) => common.hold(c, input, ctx)

export const complete: Rule<{ text: string; terms: Terms }> = (c, input) => ({
  ...c,
  details: { ...c.details, asked: input.terms },
})

/** The grant's id is made by the action, so that a second approval changes the same draft. */
export function approve(
  c: DataRequest,
  input: { terms: Terms },
  ctx: RuleContext,
  grant: string,
): DataRequest {
  const at = ctx.now.toISOString()
  return {
    ...c,
    extension: null,
    answeredAt: at,
    details: { ...c.details, given: input.terms, grant: c.details.grant ?? grant, refusal: null },
  }
}

export const refuse: Rule<{ reason: string; legalBasis: string }> = (c, input, ctx) => ({
  ...c,
  extension: null,
  answeredAt: ctx.now.toISOString(),
  details: { ...c.details, refusal: { reason: input.reason, legalBasis: input.legalBasis } },
})

export const object: Rule<{ reason: string }> = (c, input) => ({
  ...c,
  details: { ...c.details, objection: input.reason },
})
