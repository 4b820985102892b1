import { maskText } from '#kernel/vault/rules'
import type { NeedState, NeedStep } from '../contract/needs.ts'
import type { OfferState, OfferStep } from '../contract/offers.ts'

interface Way<State> {
  readonly from: readonly State[]
  readonly to: State | 'same'
}

const needWays: Readonly<Record<NeedStep, Way<NeedState>>> = {
  edit: { from: ['open'], to: 'same' },
  match: { from: ['open'], to: 'matched' },
  reopen: { from: ['matched'], to: 'open' },
  scenario: { from: ['matched', 'closed'], to: 'same' },
  close: { from: ['matched'], to: 'closed' },
  withdraw: { from: ['open'], to: 'withdrawn' },
}

const offerWays: Readonly<Record<OfferStep, Way<OfferState>>> = {
  list: { from: ['waiting'], to: 'listed' },
  refuse: { from: ['waiting'], to: 'refused' },
  withdraw: { from: ['waiting', 'listed'], to: 'withdrawn' },
}

function stepsIn<State, Step extends string>(ways: Readonly<Record<Step, Way<State>>>, state: State): Step[] {
  return (Object.keys(ways) as Step[]).filter((step) => ways[step].from.includes(state))
}

/** Steps that the state allows, whoever takes them. */
export function needStepsOf(state: NeedState): NeedStep[] {
  return stepsIn(needWays, state)
}

export function offerStepsOf(state: OfferState): OfferStep[] {
  return stepsIn(offerWays, state)
}

/** The state after a step that the state before allows. */
export function afterNeedStep(state: NeedState, step: NeedStep): NeedState {
  const { to } = needWays[step]
  return to === 'same' ? state : to
}

export function afterOfferStep(state: OfferState, step: OfferStep): OfferState {
  const { to } = offerWays[step]
  return to === 'same' ? state : to
}

/** An open need ends on the day after its last one. */
export function isOver(need: { readonly state: NeedState; readonly until: string }, today: string): boolean {
  return need.state === 'open' && need.until < today
}

/** Numbers as people name them: 需求 and 供给, counted from one. */
export const needNumber = (seq: number) => `XQ${String(seq).padStart(5, '0')}`
export const offerNumber = (seq: number) => `GJ${String(seq).padStart(5, '0')}`

/** A text for everybody: telephone numbers and the like that somebody wrote into it are hidden. */
export function forEverybody(text: string): string {
  return maskText(text, 'partial').text
}

/** What a search looks at; what everybody's eyes are kept from cannot be found by guessing either. */
export function searchedWords(texts: readonly string[]): string {
  return texts.map(forEverybody).join(' ').toLowerCase()
}
