import type { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { addDuration } from '#kernel/clock/rules'
import type { Case } from '../define.ts'
import { extendClock, newHandler, type RuleContext } from './clocks.ts'
import type {
  AnswerInput,
  AskCoInput,
  AssignInput,
  AttachInput,
  DecideExtensionInput,
  ExtensionInput,
  HoldInput,
  RateInput,
  ReasonInput,
  RemindInput,
} from './inputs.ts'

/** Rules of what can be done with a case of any type. A type's table says when and by whom. */

type Rule<I> = <D>(c: Case<D>, input: I, ctx: RuleContext) => Case<D>

export const hold: Rule<z.infer<typeof HoldInput>> = (c, input, ctx) => ({
  ...c,
  hold: { reason: input.reason, since: ctx.now.toISOString() },
})

/** Nothing of the case changes but its history. */
export const unchanged: Rule<unknown> = (c) => c

export const requestExtension: Rule<z.infer<typeof ExtensionInput>> = (c, input, ctx) => {
  if (c.extension !== null) throw new Refusal('not-now', 'case.extension-pending')
  return { ...c, extension: { reason: input.reason, days: input.days, at: ctx.now.toISOString() } }
}

/** An approved extension counts working days from the present due time, on the clock that is named. */
export function decideExtension(clock: string): Rule<z.infer<typeof DecideExtensionInput>> {
  return (c, input, ctx) => {
    if (c.extension === null) throw new Refusal('not-now', 'case.no-extension')
    if (!input.approve) return { ...c, extension: null }
    const by = { amount: c.extension.days, unit: 'workingDays' } as const
    return { ...c, extension: null, clocks: extendClock(c.clocks, clock, by, ctx.calendar) }
  }
}

export const supervise: Rule<z.infer<typeof ReasonInput>> = (c) => ({ ...c, supervised: true })

/** One step up the ladder: the handler's leader, then the supervisor, then the duty leader. */
export const escalate: Rule<unknown> = (c) => ({ ...c, escalation: c.escalation + 1 })

/** A clock reminds once; an extension of it begins anew. */
export const remind: Rule<z.infer<typeof RemindInput>> = (c, input, ctx) => ({
  ...c,
  clocks: c.clocks.map((k) => (k.name === input.clock ? { ...k, remindedAt: ctx.now.toISOString() } : k)),
})

/** To another lead handler, who has to accept it anew; what the former one asked for falls. */
export const transfer: Rule<{ org: string }> = (c, input, ctx) => {
  if (c.lead?.org === input.org) throw new Refusal('invalid', 'case.same-org', { field: 'org' })
  return {
    ...c,
    lead: newHandler(input.org, ctx.now),
    co: c.co.filter((h) => h.org !== input.org),
    extension: null,
  }
}

export const giveBack: Rule<unknown> = (c) => ({ ...c, lead: null, extension: null })

export const accept: Rule<unknown> = (c, _input, ctx) => ({
  ...c,
  lead: c.lead && { ...c.lead, acceptedAt: ctx.now.toISOString() },
})

export const assign: Rule<z.infer<typeof AssignInput>> = (c, input) => ({
  ...c,
  lead: c.lead && { ...c.lead, assignee: input.assignee },
})

/** Each co-handler gets a clock of its own; asking one again is refused while its answer is open. */
export const askCo: Rule<z.infer<typeof AskCoInput>> = (c, input, ctx) => {
  const open = input.orgs.find(
    (o) => o === c.lead?.org || c.co.some((h) => h.org === o && h.answeredAt === null),
  )
  if (open !== undefined) throw new Refusal('invalid', 'case.already-handling', { field: 'orgs', org: open })
  const limit = { amount: input.workingDays, unit: 'workingDays' } as const
  const due = addDuration(ctx.calendar, ctx.now, limit).toISOString()
  const asked = input.orgs.map((o) => newHandler(o, ctx.now, due))
  return { ...c, co: [...c.co.filter((h) => !input.orgs.includes(h.org)), ...asked] }
}

/** A reminder to every co-handler that still owes its answer. */
export const urgeCo: Rule<unknown> = (c, _input, ctx) => ({
  ...c,
  co: c.co.map((h) => (h.answeredAt === null ? { ...h, urgedAt: ctx.now.toISOString() } : h)),
})

/** `org` is the actor's own organization, filled in by the executor, never by the client. */
export function coAnswer<D>(c: Case<D>, input: { text: string }, org: string, ctx: RuleContext): Case<D> {
  const at = ctx.now.toISOString()
  const co = c.co.map((h) =>
    h.org === org ? { ...h, acceptedAt: h.acceptedAt ?? at, answeredAt: at, answer: input.text } : h,
  )
  return { ...c, co }
}

/** An extension that was still waited for is no longer needed. */
export const answer: Rule<z.infer<typeof AnswerInput>> = (c, input, ctx) => ({
  ...c,
  extension: null,
  answeredAt: ctx.now.toISOString(),
  lead: c.lead && { ...c.lead, answeredAt: ctx.now.toISOString(), answer: input.text },
})

export const attach: Rule<z.infer<typeof AttachInput>> = (c, input) => {
  const files = [...new Set([...c.files, ...input.files])]
  if (files.length > 30) throw new Refusal('too-large', 'case.too-many-files', { limit: 30 })
  return { ...c, files }
}

export const rate: Rule<z.infer<typeof RateInput>> = (c, input, ctx) => ({
  ...c,
  rating: { ...input, at: ctx.now.toISOString() },
})

/** The answer is taken back; the same lead handler works on it again, from the foot of the escalation ladder. */
export const reopen: Rule<unknown> = (c) => ({
  ...c,
  reopened: c.reopened + 1,
  rating: null,
  escalation: 0,
  answeredAt: null,
  lead: c.lead && { ...c.lead, answeredAt: null },
})
