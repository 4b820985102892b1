import type { CaseView } from '#kernel/cases/contract'
import { type ActionRow, isPossible } from '#kernel/cases/define'
import { type AppealAction, appealCase } from '#modules/appeals/case'
import type { Entry } from '../../ui/outbox/entry.ts'

/** What is done on site, the usual step first; everything else belongs to the desk. */
export const fieldActions = [
  'accept',
  'handle',
  'answer',
  'comment',
  'note',
] as const satisfies AppealAction[]
export type FieldAction = (typeof fieldActions)[number]

/** Each takes words, but for accepting; the minimum is the server's. */
export const shortest: Readonly<Record<FieldAction, number>> = {
  accept: 0,
  handle: 2,
  answer: 5,
  comment: 1,
  note: 1,
}

export function isFieldAction(name: string): name is FieldAction {
  return (fieldActions as readonly string[]).includes(name)
}

/** The state that the case will have once what waits for it is sent. */
export function stateAfter(state: string, waiting: readonly Entry[]): string {
  const rows: Readonly<Record<string, ActionRow>> = appealCase.actions
  return waiting.reduce(
    (now, { work }) => (work.kind === 'action' ? (rows[work.action]?.to ?? now) : now),
    state,
  )
}

/**
 * What may be done now: the server's `can`; and, behind steps that still wait to be sent, what the same table allows
 * in the state that they lead to. Whoever may accept a case leads it, so only rights that come with that are added.
 */
export function availableOnSite(
  view: Pick<CaseView, 'state' | 'hold' | 'can'>,
  waiting: readonly Entry[],
): FieldAction[] {
  if (waiting.length === 0) return fieldActions.filter((name) => view.can.includes(name))
  const after = { state: stateAfter(view.state, waiting), hold: view.hold }
  const leads = view.can.includes('accept') || view.can.includes('handle')
  return fieldActions.filter(
    (name) => isPossible(appealCase.actions[name], after) && (leads || view.can.includes(name)),
  )
}
