import { type ActionRow, defineCaseType } from '#kernel/cases/define'
import { AssignInput, CommentInput, ladderSteps, NoInput, ReasonInput } from '#kernel/cases/rules'
import { taskAccess } from './access.ts'
import { ReportDataTask } from './contract/task.ts'

export const dataTaskStates = ['assigned', 'accepted', 'reported', 'closed'] as const
export type DataTaskState = (typeof dataTaskStates)[number]

const open = ['assigned', 'accepted', 'reported'] as const

/** The life of a task about data that is late, poor or stuck; it ends by itself when the data is in order. */
export const dataTaskActions = {
  accept: {
    from: ['assigned'],
    to: 'accepted',
    who: taskAccess.accept,
    input: NoInput,
    stops: ['accept'],
    visible: 'internal',
  },
  assign: { from: ['assigned', 'accepted'], who: taskAccess.assign, input: AssignInput, visible: 'internal' },
  report: {
    from: ['assigned', 'accepted'],
    to: 'reported',
    who: taskAccess.report,
    input: ReportDataTask,
    stops: ['accept', 'answer'],
    visible: 'internal',
  },
  supervise: { from: open, who: taskAccess.supervise, input: ReasonInput, visible: 'internal' },
  rework: {
    from: ['reported'],
    to: 'accepted',
    who: taskAccess.rework,
    input: ReasonInput,
    starts: ['answer'],
    visible: 'internal',
    tells: 'lead',
  },
  close: { from: ['reported'], to: 'closed', who: taskAccess.close, input: NoInput, visible: 'internal' },
  /** The data arrived, the score rose, the quarantine is empty: nobody need say so. */
  settle: { from: open, to: 'closed', who: taskAccess.settle, input: NoInput, visible: 'internal' },
  note: { from: [...open, 'closed'], who: taskAccess.note, input: CommentInput, visible: 'internal' },
  ...ladderSteps(['assigned', 'accepted'], taskAccess.climb),
} as const satisfies Record<string, ActionRow<DataTaskState>>

export type DataTaskAction = keyof typeof dataTaskActions

export const dataTask = defineCaseType<DataTaskState, DataTaskAction>({
  type: 'data-task',
  prefix: 'SJ',
  states: dataTaskStates,
  initial: 'assigned',
  final: ['closed'],
  clocks: ['accept', 'answer'],
  actions: dataTaskActions,
  see: taskAccess.see,
  unmasked: taskAccess.unmasked,
  worker: 'data-manager',
  tellsNew: 'lead',
})
