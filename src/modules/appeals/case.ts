import {
  AnswerInput,
  AskCoInput,
  AssignInput,
  AttachInput,
  CommentInput,
  DecideExtensionInput,
  ExtensionInput,
  HoldInput,
  RateInput,
  ReasonInput,
  NoInput,
  TransferInput,
} from '#kernel/cases/rules'
import { type ActionRow, defineCaseType } from '#kernel/cases/define'
import { access } from './access.ts'
import { ArbitrateInput, ClassifyInput, DispatchInput, DisputeInput, HandleInput, ProposeInput } from './contract.ts'

export const states = [
  'submitted',
  'classified',
  'dispatched',
  'accepted',
  'handled',
  'disputed',
  'answered',
  'rated',
  'closed',
  'withdrawn',
] as const
export type AppealState = (typeof states)[number]

const working = ['accepted', 'handled'] as const
const withDepartment = ['dispatched', 'accepted', 'handled'] as const
const open = ['submitted', 'classified', 'dispatched', 'accepted', 'handled', 'disputed', 'answered', 'rated'] as const
const beforeAnswer = ['submitted', 'classified', 'dispatched', 'accepted', 'handled', 'disputed'] as const

/** The life of an appeal: which action is possible in which state, by whom, and what it does to the clocks. */
export const actions = {
  propose: { from: ['submitted'], who: access.propose, input: ProposeInput, visible: 'internal' },
  classify: { from: ['submitted', 'classified'], to: 'classified', who: access.classify, input: ClassifyInput, visible: 'public', notify: false },
  dispatch: {
    from: ['submitted', 'classified'],
    to: 'dispatched',
    who: access.dispatch,
    input: DispatchInput,
    stops: ['dispatch'],
    starts: ['accept', 'answer'],
    visible: 'public',
    tells: 'lead',
  },
  accept: { from: ['dispatched'], to: 'accepted', who: access.accept, input: NoInput, stops: ['accept'], visible: 'public' },
  assign: { from: withDepartment, who: access.assign, input: AssignInput, held: 'also', visible: 'internal' },
  handle: { from: working, to: 'handled', who: access.handle, input: HandleInput, visible: 'public' },
  answer: { from: working, to: 'answered', who: access.answer, input: AnswerInput, stops: ['answer'], visible: 'public' },
  hold: { from: working, who: access.hold, input: HoldInput, pauses: true, visible: 'public' },
  resume: { from: working, who: access.resume, input: NoInput, resumes: true, held: 'only', visible: 'public', notify: false },
  requestExtension: { from: working, who: access.requestExtension, input: ExtensionInput, visible: 'internal' },
  decideExtension: { from: working, who: access.decideExtension, input: DecideExtensionInput, visible: 'public', notify: false },
  askCo: { from: working, who: access.askCo, input: AskCoInput, visible: 'internal', tells: 'asked' },
  coAnswer: { from: [...withDepartment, 'answered'], who: access.coAnswer, input: AnswerInput, held: 'also', visible: 'internal', tells: 'lead' },
  giveBack: {
    from: withDepartment,
    to: 'classified',
    who: access.giveBack,
    input: ReasonInput,
    stops: ['accept', 'answer'],
    starts: ['dispatch'],
    visible: 'public',
    notify: false,
  },
  dispute: { from: ['dispatched'], to: 'disputed', who: access.dispute, input: DisputeInput, stops: ['accept'], visible: 'internal', tells: 'supervisors' },
  arbitrate: { from: ['disputed'], to: 'dispatched', who: access.arbitrate, input: ArbitrateInput, starts: ['accept'], visible: 'internal', tells: 'lead' },
  transfer: { from: withDepartment, to: 'dispatched', who: access.transfer, input: TransferInput, starts: ['accept'], visible: 'public', tells: 'lead' },
  supervise: { from: beforeAnswer, who: access.supervise, input: ReasonInput, held: 'also', visible: 'internal' },
  escalate: { from: beforeAnswer, who: access.escalate, input: NoInput, visible: 'internal', tells: 'ladder' },
  comment: { from: open, who: access.comment, input: CommentInput, held: 'also', visible: 'public', tells: 'lead-when-applicant' },
  note: { from: [...open, 'closed', 'withdrawn'], who: access.note, input: CommentInput, held: 'also', visible: 'internal' },
  attach: { from: open, who: access.attach, input: AttachInput, held: 'also', visible: 'public', notify: false },
  rate: { from: ['answered'], to: 'rated', who: access.rate, input: RateInput, visible: 'public', notify: false },
  reopen: { from: ['answered', 'rated', 'closed'], to: 'dispatched', who: access.reopen, input: ReasonInput, starts: ['accept', 'answer'], visible: 'public', tells: 'lead' },
  close: { from: ['answered', 'rated'], to: 'closed', who: access.close, input: NoInput, visible: 'public' },
  withdraw: { from: ['submitted', 'classified', 'dispatched', 'accepted'], to: 'withdrawn', who: access.withdraw, input: ReasonInput, visible: 'public' },
} as const satisfies Record<string, ActionRow<AppealState>>

export type AppealAction = keyof typeof actions

export const appealCase = defineCaseType<AppealState, AppealAction>({
  type: 'appeal',
  prefix: 'SQ',
  states,
  initial: 'submitted',
  final: ['closed', 'withdrawn'],
  clocks: ['dispatch', 'accept', 'answer'],
  actions,
  see: access.see,
  unmasked: access.unmasked,
})
