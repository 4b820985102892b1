import type { Case } from '#kernel/cases/define'
import { common, type RuleContext } from '#kernel/cases/rules'
import type { Duration } from '#kernel/clock/define'
import type { DataTaskDetails, TaskReason } from '../contract/task.ts'

export type DataTask = Case<DataTaskDetails>

/** What a resource is like when somebody looks whether its department has to be asked. */
export interface Standing {
  /** When the next delivery is late; null: never. */
  readonly lateFrom: Date | null
  /** Score of the last thirty days; null: nothing arrived. */
  readonly score: number | null
  readonly waiting: number
  /** When the row arrived that has waited longest for repair. */
  readonly waitingSince: Date | null
}

/** An office's limits: below the score, and after so many days in quarantine, the department is asked. */
export interface TaskLimits {
  readonly score: number
  readonly waitingDays: number
  /** Working days to accept the task, and to put the data in order. */
  readonly taskAccept: number
  readonly taskWork: number
}

const day = 86_400_000

/** Empty: all is well. */
export function reasonsOf(s: Standing, limits: TaskLimits, now: Date): TaskReason[] {
  const waited = s.waitingSince === null ? 0 : now.getTime() - s.waitingSince.getTime()
  return [
    ...(s.lateFrom !== null && now > s.lateFrom ? (['late'] as const) : []),
    ...(s.score !== null && s.score < limits.score ? (['quality'] as const) : []),
    ...(waited > limits.waitingDays * day ? (['quarantine'] as const) : []),
  ]
}

/** A task keeps the days with which it began; one from before they were kept had one day to be accepted. */
export function taskLimit(clock: string, { details }: DataTask): Duration {
  return {
    amount: clock === 'accept' ? (details.acceptDays ?? 1) : details.workingDays,
    unit: 'workingDays',
  }
}

export function reportTask(c: DataTask, input: { text: string }, ctx: RuleContext): DataTask {
  const report = { text: input.text, at: ctx.now.toISOString() }
  return { ...common.answer(c, input, ctx), details: { ...c.details, report } }
}

/** Not in order yet: the department works on, with its report kept in the history. */
export function reworkTask(c: DataTask): DataTask {
  return { ...c, answeredAt: null, details: { ...c.details, report: null } }
}
