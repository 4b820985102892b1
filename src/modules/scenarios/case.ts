import { type ActionRow, defineCaseType } from '#kernel/cases/define'
import {
  AnswerInput,
  AskCoInput,
  AssignInput,
  CommentInput,
  DecideExtensionInput,
  ExtensionInput,
  extensionPending,
  ladderSteps,
  NoInput,
  noExtensionPending,
  owesAnswer,
  ReasonInput,
  TransferInput,
} from '#kernel/cases/rules'
import { caseAccess as access } from './access.ts'
import { TakeStep } from './contract/cases.ts'

export const scenarioCaseStates = ['opened', 'handling', 'done', 'revoked'] as const
export type ScenarioCaseState = (typeof scenarioCaseStates)[number]

const open = ['opened', 'handling'] as const

/**
 * The life of a case of a scenario as far as it is the platform's. Between acceptance and end stand the stages and steps of
 * its package: `advance` takes one that goes on, `finish` one that ends it.
 */
export const scenarioCaseActions = {
  accept: {
    from: ['opened'],
    to: 'handling',
    who: access.handle,
    input: NoInput,
    stops: ['accept'],
    visible: 'internal',
  },
  assign: { from: open, who: access.handle, input: AssignInput, visible: 'internal' },
  advance: { from: ['handling'], who: access.step, input: TakeStep, visible: 'internal', tells: 'parties' },
  finish: {
    from: ['handling'],
    to: 'done',
    who: access.step,
    input: TakeStep,
    stops: ['answer'],
    visible: 'internal',
    tells: 'parties',
  },
  askCo: {
    from: open,
    who: access.askCo,
    input: AskCoInput,
    visible: 'internal',
    tells: 'asked',
    aside: true,
  },
  urgeCo: {
    from: open,
    who: access.handle,
    input: NoInput,
    visible: 'internal',
    tells: 'owing',
    aside: true,
  },
  coAnswer: {
    from: open,
    who: access.coAnswer,
    when: owesAnswer,
    input: AnswerInput,
    visible: 'internal',
    tells: 'lead',
    aside: true,
  },
  transfer: {
    from: open,
    to: 'opened',
    who: access.transfer,
    input: TransferInput,
    starts: ['accept'],
    visible: 'internal',
    tells: 'lead',
  },
  requestExtension: {
    from: ['handling'],
    who: access.handle,
    when: noExtensionPending,
    input: ExtensionInput,
    visible: 'internal',
    tells: 'supervisors',
  },
  decideExtension: {
    from: ['handling'],
    who: access.decideExtension,
    when: extensionPending,
    input: DecideExtensionInput,
    visible: 'internal',
    tells: 'lead',
  },
  supervise: { from: open, who: access.supervise, input: ReasonInput, visible: 'internal', tells: 'lead' },
  revoke: {
    from: open,
    to: 'revoked',
    who: access.revoke,
    input: ReasonInput,
    stops: ['accept', 'answer'],
    visible: 'internal',
    tells: 'parties',
  },
  note: {
    from: [...open, 'done', 'revoked'],
    who: access.note,
    input: CommentInput,
    visible: 'internal',
    aside: true,
  },
  ...ladderSteps(open, access.climb),
} as const satisfies Record<string, ActionRow<ScenarioCaseState>>

export type ScenarioCaseAction = keyof typeof scenarioCaseActions

export const scenarioCase = defineCaseType<ScenarioCaseState, ScenarioCaseAction>({
  type: 'scenario-case',
  prefix: 'CJ',
  states: scenarioCaseStates,
  initial: 'opened',
  final: ['done', 'revoked'],
  clocks: ['accept', 'answer'],
  actions: scenarioCaseActions,
  see: access.see,
  unmasked: access.see,
  titled: true,
  tellsNew: 'lead',
})
