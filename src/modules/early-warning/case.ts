import { type ActionRow, defineCaseType } from '#kernel/cases/define'
import { AssignInput, CommentInput, ladderSteps, NoInput, ReasonInput } from '#kernel/cases/rules'
import { access } from './access.ts'
import { CloseWarning, DispatchWarning, GradeWarning, ReportWarning, WarningProgress } from './contract.ts'

export const warningStates = ['raised', 'acknowledged', 'assigned', 'handling', 'handled', 'closed'] as const
export type WarningState = (typeof warningStates)[number]

const open = ['raised', 'acknowledged', 'assigned', 'handling', 'handled'] as const

/** The life of a warning: somebody takes notice, an organization acts, a person says what it was worth. */
export const warningActions = {
  acknowledge: {
    from: ['raised'],
    to: 'acknowledged',
    who: access.acknowledge,
    input: NoInput,
    stops: ['acknowledge'],
    visible: 'internal',
  },
  dispatch: {
    from: ['raised', 'acknowledged', 'assigned'],
    to: 'assigned',
    who: access.dispatch,
    input: DispatchWarning,
    stops: ['acknowledge'],
    visible: 'internal',
    tells: 'lead',
  },
  accept: {
    from: ['acknowledged', 'assigned'],
    to: 'handling',
    who: access.accept,
    input: NoInput,
    visible: 'internal',
  },
  assign: { from: ['assigned', 'handling'], who: access.assign, input: AssignInput, visible: 'internal' },
  handle: { from: ['handling'], who: access.handle, input: WarningProgress, visible: 'internal' },
  report: {
    from: ['handling'],
    to: 'handled',
    who: access.report,
    input: ReportWarning,
    stops: ['handle'],
    visible: 'internal',
    tells: 'supervisors',
  },
  rework: {
    from: ['handled'],
    to: 'handling',
    who: access.rework,
    input: ReasonInput,
    starts: ['handle'],
    visible: 'internal',
    tells: 'lead',
  },
  grade: { from: open, who: access.grade, input: GradeWarning, visible: 'internal', aside: true },
  supervise: { from: open, who: access.supervise, input: ReasonInput, visible: 'internal', aside: true },
  close: {
    from: open,
    to: 'closed',
    who: access.close,
    input: CloseWarning,
    stops: ['acknowledge', 'handle'],
    visible: 'internal',
  },
  note: {
    from: [...open, 'closed'],
    who: access.note,
    input: CommentInput,
    visible: 'internal',
    aside: true,
  },
  ...ladderSteps(['raised', 'acknowledged', 'assigned', 'handling'], access.climb),
} as const satisfies Record<string, ActionRow<WarningState>>

export type WarningAction = keyof typeof warningActions

export const warningCase = defineCaseType<WarningState, WarningAction>({
  type: 'warning',
  prefix: 'YJ',
  states: warningStates,
  initial: 'raised',
  final: ['closed'],
  clocks: ['acknowledge', 'handle'],
  actions: warningActions,
  see: access.see,
  unmasked: access.unmasked,
  titled: true,
  tellsNew: 'supervisors',
})
