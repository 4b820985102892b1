import type { Case } from '#kernel/cases/define'
import { common, newHandler, type RuleContext } from '#kernel/cases/rules'
import type { Duration } from '#kernel/clock/define'
import type { TaskDetails } from '../contract.ts'

export type Task = Case<TaskDetails>

/** Working days within which a department accepts a task. */
const acceptDays = 1

/** The clocks of a task: acceptance is fixed, the report's limit is what the officer set. */
export function taskLimit(clock: string, c: Task): Duration {
  return { amount: clock === 'accept' ? acceptDays : c.details.workingDays, unit: 'workingDays' }
}

export function dispatchTask(c: Task, input: { org: string }, ctx: RuleContext): Task {
  return { ...c, lead: newHandler(input.org, ctx.now), extension: null }
}

export function reportTask(c: Task, input: { text: string; changed: string }, ctx: RuleContext): Task {
  const at = ctx.now.toISOString()
  const report = { text: input.text, changed: input.changed, at }
  return { ...common.answer(c, { text: input.text }, ctx), details: { ...c.details, report } }
}

/** Not good enough: the department works on, with its report kept in the history. */
export function reworkTask(c: Task): Task {
  return { ...c, answeredAt: null, details: { ...c.details, report: null } }
}
