import type { AppealState } from '#modules/appeals/case'

/** What a resident needs to know of the nine states. */
export const stages = ['received', 'sent', 'working', 'answered', 'closed'] as const
export type Stage = (typeof stages)[number] | 'withdrawn'

const stageOfState: Readonly<Record<AppealState, Stage>> = {
  submitted: 'received',
  classified: 'received',
  dispatched: 'sent',
  accepted: 'working',
  handled: 'working',
  merged: 'working',
  answered: 'answered',
  rated: 'answered',
  closed: 'closed',
  withdrawn: 'withdrawn',
}

export function stageOf(state: string): Stage {
  return stageOfState[state as AppealState] ?? 'received'
}
