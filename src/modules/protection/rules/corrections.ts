import type { RuleContext } from '#kernel/cases/rules'
import type { Duration } from '#kernel/clock/define'
import type { Correction } from '../case.ts'

/** Working days to answer a person: PIPL art. 50 says “in time”; the number is the project's and not confirmed. */
export const answerDays = 15

export function correctionLimit(): Duration {
  return { amount: answerDays, unit: 'workingDays' }
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
