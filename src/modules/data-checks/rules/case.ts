import { Refusal } from '#kernel/action/define'
import type { Case } from '#kernel/cases/define'
import { common, type RuleContext } from '#kernel/cases/rules'
import type { Duration } from '#kernel/clock/define'
import { dayOf } from '#kernel/clock/rules'
import type { AnswerCheck, DataCheckDetails } from '../contract/case.ts'
import { daysBetween } from './days.ts'

export type DataCheck = Case<DataCheckDetails>

export function checkLimit(clock: string, c: DataCheck): Duration {
  return {
    amount: clock === 'accept' ? c.details.limits.accept : c.details.limits.answer,
    unit: 'workingDays',
  }
}

/**
 * The post's answer. That it is right as it is holds until a day within the bound.
 * @param exceptionDays the longest exception
 * @throws Refusal `invalid` naming the field
 */
export function answerCheck(
  c: DataCheck,
  input: AnswerCheck,
  ctx: RuleContext & { readonly actor: { readonly id: string }; readonly found: number },
): DataCheck {
  const until = input.outcome === 'right' ? exceptionEnd(input, dayOf(ctx.now), ctx.found) : undefined
  const answer = {
    outcome: input.outcome,
    text: input.text,
    ...(until === undefined ? {} : { until }),
    at: ctx.now.toISOString(),
    by: ctx.actor.id,
  }
  return { ...common.answer(c, { text: input.text }, ctx), details: { ...c.details, answer } }
}

function exceptionEnd(input: AnswerCheck, today: string, most: number): string {
  if (input.until === undefined) throw new Refusal('invalid', 'data-check.until-needed', { field: 'until' })
  const days = daysBetween(today, input.until)
  if (days < 1 || days > most)
    throw new Refusal('invalid', 'data-check.until-outside', { field: 'until', most })
  return input.until
}

/** Not answered well: the post works on, with its answer kept in the history. */
export function reworkCheck(c: DataCheck): DataCheck {
  return { ...c, answeredAt: null, details: { ...c.details, answer: null } }
}

/** What the finding becomes when a person closes its case. */
export function endOf(c: DataCheck): { state: 'closed' | 'excepted'; until: string | null; reason: string } {
  const { answer } = c.details
  const isRight = answer?.outcome === 'right'
  return {
    state: isRight ? 'excepted' : 'closed',
    until: isRight ? (answer.until ?? null) : null,
    reason: answer?.text ?? '',
  }
}

/** The next rung that is due: 1 the unit, 2 the supervisor, 3 the leader; null: none yet, or all were told. */
export function rungDue(
  c: Pick<Case, 'clocks' | 'escalation'>,
  ladderDays: readonly number[],
  now: Date,
): 1 | 2 | 3 | null {
  const dues = c.clocks.filter((k) => k.stoppedAt === null && k.pausedAt === null).map((k) => k.due)
  const [first] = dues.toSorted()
  if (first === undefined || c.escalation >= 3) return null
  const late = (now.getTime() - Date.parse(first)) / 86_400_000
  const needed = ladderDays[c.escalation]
  return late >= 0 && needed !== undefined && late >= needed ? ((c.escalation + 1) as 1 | 2 | 3) : null
}
