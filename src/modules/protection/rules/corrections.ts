import type { RuleContext } from '#kernel/cases/rules'
import type { Duration } from '#kernel/clock/define'
import type { Correction } from '../case.ts'

/** @param days working days to answer a person, as the provider's office sets them (PIPL art. 50: “in time”) */
export function correctionLimit(days: number): Duration {
  return { amount: days, unit: 'workingDays' }
}

type Rule<I> = (c: Correction, input: I, ctx: RuleContext) => Correction

export const accept: Rule<{ text: string }> = (c, input, ctx) => ({
  ...c,
  answeredAt: ctx.now.toISOString(),
  details: { ...c.details, answer: input.text },
})

export const refuse: Rule<{ reason: string; legalBasis: string }> = (c, input, ctx) => ({
  ...c,
  answeredAt: ctx.now.toISOString(),
  details: { ...c.details, answer: input.reason, legalBasis: input.legalBasis },
})

export const giveBack: Rule<unknown> = (c) => ({
  ...c,
  answeredAt: null,
  details: { ...c.details, answer: null },
})
