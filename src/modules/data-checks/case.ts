import { type ActionRow, type Case, defineCaseType } from '#kernel/cases/define'
import { CommentInput, EscalateInput, NoInput, ReasonInput } from '#kernel/cases/rules'
import type { Actor } from '#kernel/identity/define'
import { caseAccess } from './access.ts'
import { AnswerCheck, type DataCheckDetails } from './contract/case.ts'

export const dataCheckStates = ['assigned', 'accepted', 'answered', 'closed'] as const
export type DataCheckState = (typeof dataCheckStates)[number]

const open = ['assigned', 'accepted', 'answered'] as const

/** Whoever answered does not judge the answer. */
const judgedByAnother = {
  holds: (c: Case, actor: Actor) => (c.details as DataCheckDetails).answer?.by !== actor.id,
  otherwise: 'data-check.own-answer',
}

/** The life of a check: answered with what was done or why it is right as it is; it ends by itself with its cause. */
export const dataCheckActions = {
  accept: {
    from: ['assigned'],
    to: 'accepted',
    who: caseAccess.answer,
    input: NoInput,
    stops: ['accept'],
    visible: 'internal',
  },
  answer: {
    from: ['assigned', 'accepted'],
    to: 'answered',
    who: caseAccess.answer,
    input: AnswerCheck,
    stops: ['accept', 'answer'],
    visible: 'internal',
  },
  close: {
    from: ['answered'],
    to: 'closed',
    who: caseAccess.judge,
    when: judgedByAnother,
    input: NoInput,
    visible: 'internal',
  },
  rework: {
    from: ['answered'],
    to: 'accepted',
    who: caseAccess.judge,
    when: judgedByAnother,
    input: ReasonInput,
    starts: ['answer'],
    visible: 'internal',
    tells: 'lead',
  },
  supervise: {
    from: open,
    who: caseAccess.supervise,
    input: ReasonInput,
    visible: 'internal',
    tells: 'lead',
  },
  escalate: {
    from: ['assigned', 'accepted'],
    who: caseAccess.escalate,
    input: EscalateInput,
    visible: 'internal',
    tells: 'ladder',
  },
  /** The cause is gone: nobody need say so. */
  settle: { from: open, to: 'closed', who: caseAccess.settle, input: NoInput, visible: 'internal' },
  note: { from: [...open, 'closed'], who: caseAccess.note, input: CommentInput, visible: 'internal' },
} as const satisfies Record<string, ActionRow<DataCheckState>>

export type DataCheckAction = keyof typeof dataCheckActions

export const dataCheck = defineCaseType<DataCheckState, DataCheckAction>({
  type: 'data-check',
  prefix: 'HC',
  states: dataCheckStates,
  initial: 'assigned',
  final: ['closed'],
  clocks: ['accept', 'answer'],
  actions: dataCheckActions,
  see: caseAccess.see,
  unmasked: caseAccess.unmasked,
  worker: 'data-manager',
  tellsNew: 'lead',
})
