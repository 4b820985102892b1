import { type ActionRow, type Case, type Condition, defineCaseType } from '#kernel/cases/define'
import { CommentInput, ladderSteps, NoInput, ReasonInput } from '#kernel/cases/rules'
import { correctionAccess as access } from './access.ts'
import {
  AcceptCorrection,
  type CorrectionDetails,
  GiveBackCorrection,
  RefuseCorrection,
} from './contract/corrections.ts'

export const correctionStates = ['submitted', 'accepted', 'answered', 'refused', 'done', 'withdrawn'] as const
export type CorrectionState = (typeof correctionStates)[number]

const kindOf = (c: Case<unknown>) => (c.details as CorrectionDetails).kind
const isChange: Condition = { holds: (c) => kindOf(c) !== 'explain', otherwise: 'protection.answer-instead' }
const isQuestion: Condition = {
  holds: (c) => kindOf(c) === 'explain',
  otherwise: 'protection.accept-instead',
}

/** A person asks about a row on them; the provider answers within a clock; what it accepts the platform carries out. */
export const correctionActions = {
  accept: {
    from: ['submitted'],
    to: 'accepted',
    who: access.decide,
    when: isChange,
    input: AcceptCorrection,
    stops: ['answer'],
    visible: 'public',
  },
  answer: {
    from: ['submitted'],
    to: 'answered',
    who: access.decide,
    when: isQuestion,
    input: AcceptCorrection,
    visible: 'public',
  },
  refuse: {
    from: ['submitted'],
    to: 'refused',
    who: access.decide,
    input: RefuseCorrection,
    visible: 'public',
  },
  /** The corrected row has arrived, or the row is gone. */
  settle: { from: ['accepted'], to: 'done', who: access.carryOut, input: NoInput, visible: 'public' },
  /** What was accepted breaks the contract of the resource: the provider looks again. */
  giveBack: {
    from: ['accepted'],
    to: 'submitted',
    who: access.carryOut,
    input: GiveBackCorrection,
    starts: ['answer'],
    visible: 'internal',
    tells: 'lead',
  },
  withdraw: {
    from: ['submitted'],
    to: 'withdrawn',
    who: access.ask,
    input: ReasonInput,
    visible: 'public',
    tells: 'lead',
  },
  note: {
    from: ['submitted', 'accepted'],
    who: access.decide,
    input: CommentInput,
    visible: 'internal',
    aside: true,
  },
  ...ladderSteps(['submitted'], access.climb),
} as const satisfies Record<string, ActionRow<CorrectionState>>

export type CorrectionAction = keyof typeof correctionActions
export type Correction = Case<CorrectionDetails>

export const correction = defineCaseType<CorrectionState, CorrectionAction>({
  type: 'data-correction',
  prefix: 'GR',
  states: correctionStates,
  initial: 'submitted',
  final: ['answered', 'refused', 'done', 'withdrawn'],
  clocks: ['answer'],
  actions: correctionActions,
  see: access.see,
  unmasked: access.unmasked,
  worker: 'data-manager',
  tellsNew: 'lead',
})
