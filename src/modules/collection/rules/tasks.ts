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

/** Below this score, and after so many days in quarantine, the department is asked. */
export const taskLimits = { score: 80, waitingDays: 7, workingDays: 3, acceptDays: 1 } as const

const day = 86_400_000

/** Empty: all is well. */
export function reasonsOf(s: Standing, now: Date): TaskReason[] {
  const waited = s.waitingSince === null ? 0 : now.getTime() - s.waitingSince.getTime()
  return [
    ...(s.lateFrom !== null && now > s.lateFrom ? (['late'] as const) : []),
    ...(s.score !== null && s.score < taskLimits.score ? (['quality'] as const) : []),
    ...(waited > taskLimits.waitingDays * day ? (['quarantine'] as const) : []),
  ]
}

export function taskLimit(clock: string, c: DataTask): Duration {
  return { amount: clock === 'accept' ? taskLimits.acceptDays : c.details.workingDays, unit: 'workingDays' }
}

export function reportTask(c: DataTask, input: { text: string }, ctx: RuleContext): DataTask {
  const report = { text: input.text, at: ctx.now.toISOString() }
  return { ...common.answer(c, input, ctx), details: { ...c.details, report } }
}

/** Not in order yet: the department works on, with its report kept in the history. */
export function reworkTask(c: DataTask): DataTask {
  return { ...c, answeredAt: null, details: { ...c.details, report: null } }
}
