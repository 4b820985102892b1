import { type ActionRow, defineCaseType } from '#kernel/cases/define'
import {
  AssignInput,
  CommentInput,
  DecideExtensionInput,
  ExtensionInput,
  ladderSteps,
  NoInput,
  ReasonInput,
} from '#kernel/cases/rules'
import { inspectionAccess as access } from './access.ts'
import { FollowUpInput, PassInput, ReportInput } from './contract/inspections.ts'

export const inspectionStates = ['planned', 'accepted', 'rectifying', 'done', 'revoked'] as const
export type InspectionState = (typeof inspectionStates)[number]

const open = ['planned', 'accepted', 'rectifying'] as const

/** The life of a task that a measure of a control level opened: planned, accepted, done; findings are followed up. */
export const inspectionActions = {
  accept: {
    from: ['planned'],
    to: 'accepted',
    who: access.handle,
    input: NoInput,
    stops: ['accept'],
    visible: 'internal',
  },
  assign: { from: ['planned', 'accepted'], who: access.handle, input: AssignInput, visible: 'internal' },
  pass: {
    from: ['accepted'],
    to: 'done',
    who: access.handle,
    input: PassInput,
    stops: ['answer'],
    visible: 'internal',
  },
  report: {
    from: ['accepted'],
    to: 'rectifying',
    who: access.handle,
    input: ReportInput,
    stops: ['answer'],
    starts: ['rectify'],
    visible: 'internal',
    tells: 'supervisors',
  },
  persist: {
    from: ['rectifying'],
    to: 'rectifying',
    who: access.handle,
    input: FollowUpInput,
    starts: ['rectify'],
    visible: 'internal',
    tells: 'supervisors',
  },
  resolve: {
    from: ['rectifying'],
    to: 'done',
    who: access.handle,
    input: FollowUpInput,
    stops: ['rectify'],
    visible: 'internal',
  },
  requestExtension: {
    from: ['accepted', 'rectifying'],
    who: access.handle,
    input: ExtensionInput,
    visible: 'internal',
  },
  decideExtension: {
    from: ['accepted', 'rectifying'],
    who: access.decideExtension,
    input: DecideExtensionInput,
    visible: 'internal',
  },
  supervise: { from: open, who: access.supervise, input: ReasonInput, visible: 'internal' },
  revoke: {
    from: ['planned', 'accepted'],
    to: 'revoked',
    who: access.revoke,
    input: ReasonInput,
    stops: ['accept', 'answer'],
    visible: 'internal',
    tells: 'lead',
  },
  note: { from: [...open, 'done', 'revoked'], who: access.note, input: CommentInput, visible: 'internal' },
  ...ladderSteps(open, access.climb),
} as const satisfies Record<string, ActionRow<InspectionState>>

export type InspectionAction = keyof typeof inspectionActions

export const inspection = defineCaseType<InspectionState, InspectionAction>({
  type: 'inspection',
  prefix: 'JC',
  states: inspectionStates,
  initial: 'planned',
  final: ['done', 'revoked'],
  clocks: ['accept', 'answer', 'rectify'],
  actions: inspectionActions,
  see: access.see,
  unmasked: access.unmasked,
  tellsNew: 'lead',
})
