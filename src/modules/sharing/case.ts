import { type ActionRow, type Case, type Condition, defineCaseType } from '#kernel/cases/define'
import {
  CommentInput,
  DecideExtensionInput,
  ExtensionInput,
  ladderSteps,
  NoInput,
  ReasonInput,
} from '#kernel/cases/rules'
import { access } from './access.ts'
import {
  ApproveInput,
  CompleteInput,
  ObjectInput,
  OrderInput,
  RefuseInput,
  type RequestDetails,
} from './contract.ts'

export const requestStates = ['submitted', 'approved', 'granted', 'refused', 'disputed', 'withdrawn'] as const
export type RequestState = (typeof requestStates)[number]

/** A step of whoever asked; the provider's own post may not take it. */
const byRequester: Condition = {
  holds: (c, actor) => actor.posts.some((p) => p.org === c.requester),
  otherwise: 'sharing.requester-only',
}

const mayBeRefused: Condition = {
  holds: (c) => (c.details as RequestDetails).share !== 'unconditional',
  otherwise: 'sharing.unconditional',
}

/** Apply, decide within the clock, look at what the grant would give, switch it on; object and be judged. */
export const requestActions = {
  ask: {
    from: ['submitted'],
    who: access.decide,
    input: ReasonInput,
    pauses: true,
    visible: 'internal',
    tells: 'requester',
  },
  complete: {
    from: ['submitted'],
    who: access.answer,
    when: byRequester,
    input: CompleteInput,
    held: 'only',
    resumes: true,
    visible: 'internal',
    tells: 'lead',
  },
  approve: {
    from: ['submitted', 'approved'],
    to: 'approved',
    who: access.decide,
    input: ApproveInput,
    stops: ['decide'],
    starts: ['provide'],
    visible: 'internal',
    tells: 'requester',
  },
  refuse: {
    from: ['submitted'],
    to: 'refused',
    who: access.decide,
    when: mayBeRefused,
    input: RefuseInput,
    visible: 'internal',
    tells: 'requester',
  },
  switchOn: {
    from: ['approved'],
    to: 'granted',
    who: access.switchOn,
    input: NoInput,
    visible: 'internal',
    tells: 'requester',
  },
  requestExtension: { from: ['submitted'], who: access.decide, input: ExtensionInput, visible: 'internal' },
  decideExtension: {
    from: ['submitted'],
    who: access.decideExtension,
    input: DecideExtensionInput,
    visible: 'internal',
    tells: 'parties',
  },
  withdraw: {
    from: ['submitted', 'approved'],
    to: 'withdrawn',
    who: access.answer,
    when: byRequester,
    input: ReasonInput,
    held: 'also',
    visible: 'internal',
    tells: 'lead',
  },
  object: {
    from: ['approved', 'granted', 'refused'],
    to: 'disputed',
    who: access.object,
    when: byRequester,
    input: ObjectInput,
    starts: ['verdict'],
    visible: 'internal',
    tells: 'lead',
  },
  /** The provider was right. */
  uphold: {
    from: ['disputed'],
    to: 'refused',
    who: access.judge,
    input: OrderInput,
    visible: 'internal',
    tells: 'parties',
  },
  /** The provider has to decide anew, as the verdict says. */
  order: {
    from: ['disputed'],
    to: 'submitted',
    who: access.judge,
    input: OrderInput,
    stops: ['verdict'],
    starts: ['decide'],
    visible: 'internal',
    tells: 'parties',
  },
  supervise: {
    from: ['submitted', 'approved', 'disputed'],
    who: access.supervise,
    input: ReasonInput,
    held: 'also',
    visible: 'internal',
    tells: 'lead',
  },
  note: {
    from: [...requestStates],
    who: access.note,
    input: CommentInput,
    held: 'also',
    aside: true,
    visible: 'internal',
  },
  ...ladderSteps(['submitted', 'approved', 'disputed'], access.climb),
} as const satisfies Record<string, ActionRow<RequestState>>

export type RequestAction = keyof typeof requestActions
export type DataRequest = Case<RequestDetails>

export const dataRequest = defineCaseType<RequestState, RequestAction>({
  type: 'data-request',
  prefix: 'GX',
  states: requestStates,
  initial: 'submitted',
  final: ['granted', 'refused', 'withdrawn'],
  clocks: ['decide', 'provide', 'verdict'],
  actions: requestActions,
  see: access.see,
  unmasked: access.unmasked,
  worker: 'data-manager',
  tellsNew: 'lead',
})
