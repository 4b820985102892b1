import { type ActionRow, defineCaseType } from '#kernel/cases/define'
import {
  AssignInput,
  CommentInput,
  DecideExtensionInput,
  ExtensionInput,
  NoInput,
  ReasonInput,
} from '#kernel/cases/rules'
import { access } from './access.ts'
import { DispatchTaskInput, ProgressInput, ReportInput } from './contract.ts'

export const taskStates = ['assigned', 'accepted', 'reported', 'returned', 'closed'] as const
export type TaskState = (typeof taskStates)[number]

const open = ['assigned', 'accepted', 'reported', 'returned'] as const
const withDepartment = ['assigned', 'accepted'] as const

/** The life of a task made of a hot issue: one department, one deadline, one report of what was changed. */
export const taskActions = {
  dispatch: {
    from: ['returned'],
    to: 'assigned',
    who: access.dispatch,
    input: DispatchTaskInput,
    starts: ['accept', 'answer'],
    visible: 'internal',
    tells: 'lead',
  },
  accept: {
    from: ['assigned'],
    to: 'accepted',
    who: access.accept,
    input: NoInput,
    stops: ['accept'],
    visible: 'internal',
  },
  assign: { from: withDepartment, who: access.assign, input: AssignInput, visible: 'internal' },
  handle: { from: ['accepted'], who: access.handle, input: ProgressInput, visible: 'internal' },
  report: {
    from: ['accepted'],
    to: 'reported',
    who: access.report,
    input: ReportInput,
    stops: ['answer'],
    visible: 'internal',
    tells: 'supervisors',
  },
  giveBack: {
    from: withDepartment,
    to: 'returned',
    who: access.giveBack,
    input: ReasonInput,
    stops: ['accept', 'answer'],
    visible: 'internal',
    tells: 'supervisors',
  },
  requestExtension: {
    from: ['accepted'],
    who: access.requestExtension,
    input: ExtensionInput,
    visible: 'internal',
  },
  decideExtension: {
    from: ['accepted'],
    who: access.decideExtension,
    input: DecideExtensionInput,
    visible: 'internal',
  },
  supervise: { from: open, who: access.supervise, input: ReasonInput, visible: 'internal' },
  rework: {
    from: ['reported'],
    to: 'accepted',
    who: access.rework,
    input: ReasonInput,
    starts: ['answer'],
    visible: 'internal',
    tells: 'lead',
  },
  close: { from: ['reported'], to: 'closed', who: access.close, input: NoInput, visible: 'internal' },
  note: { from: [...open, 'closed'], who: access.note, input: CommentInput, visible: 'internal' },
} as const satisfies Record<string, ActionRow<TaskState>>

export type TaskAction = keyof typeof taskActions

export const issueTask = defineCaseType<TaskState, TaskAction>({
  type: 'issue-task',
  prefix: 'RW',
  states: taskStates,
  initial: 'assigned',
  final: ['closed'],
  clocks: ['accept', 'answer'],
  actions: taskActions,
  see: access.see,
  unmasked: access.unmasked,
})
