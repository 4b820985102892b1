import type { AppealAction, AppealState } from '#modules/appeals/case'

/** GeoReport v2 knows two: it has been reported, it has been resolved. */
export type RequestStatus = 'open' | 'closed'

/** The states in which an appeal is over; an answer is still open until it is rated or a week has passed. */
export const closedStates = ['closed', 'withdrawn'] as const satisfies readonly AppealState[]

export function statusOf(state: string): RequestStatus {
  return (closedStates as readonly string[]).includes(state) ? 'closed' : 'open'
}

/** FixMyStreet's words, upper case when posted, lower case when given out. */
export const updateStatuses = [
  'OPEN',
  'CLOSED',
  'FIXED',
  'IN_PROGRESS',
  'PLANNED',
  'ACTION_SCHEDULED',
  'INVESTIGATING',
  'DUPLICATE',
  'NOT_COUNCILS_RESPONSIBILITY',
  'NO_FURTHER_ACTION',
  'INTERNAL_REFERRAL',
  'CANCELLED',
  'REOPEN',
  'FOR_TRIAGE',
  'UNCHANGED',
] as const
export type UpdateStatus = (typeof updateStatuses)[number]

export function findUpdateStatus(text: string): UpdateStatus | undefined {
  const wanted = text.trim().toUpperCase().replaceAll(/[ -]/g, '_')
  return updateStatuses.find((s) => s === wanted)
}

/**
 * What a client's word does here. Only who reported may say that it is not over (`reopen`); that it is fixed, planned
 * or a duplicate is for the responsible department to say, so the word stands in the comment and changes nothing.
 */
export const postedEffect: Readonly<Record<UpdateStatus, 'comment' | 'reopen'>> = {
  OPEN: 'comment',
  CLOSED: 'comment',
  FIXED: 'comment',
  IN_PROGRESS: 'comment',
  PLANNED: 'comment',
  ACTION_SCHEDULED: 'comment',
  INVESTIGATING: 'comment',
  DUPLICATE: 'comment',
  NOT_COUNCILS_RESPONSIBILITY: 'comment',
  NO_FURTHER_ACTION: 'comment',
  INTERNAL_REFERRAL: 'comment',
  CANCELLED: 'comment',
  REOPEN: 'reopen',
  FOR_TRIAGE: 'comment',
  UNCHANGED: 'comment',
}

/** Words that say nothing beyond the comment itself. */
export const silentStatuses: ReadonlySet<UpdateStatus> = new Set(['OPEN', 'UNCHANGED', 'REOPEN'])

const byState: Readonly<Record<AppealState, UpdateStatus>> = {
  submitted: 'OPEN',
  classified: 'FOR_TRIAGE',
  dispatched: 'INVESTIGATING',
  accepted: 'INVESTIGATING',
  handled: 'IN_PROGRESS',
  answered: 'IN_PROGRESS',
  rated: 'IN_PROGRESS',
  merged: 'DUPLICATE',
  closed: 'CLOSED',
  withdrawn: 'CANCELLED',
}

const byAction: Partial<Readonly<Record<AppealAction, UpdateStatus>>> = {
  hold: 'ACTION_SCHEDULED',
  resume: 'IN_PROGRESS',
  comment: 'UNCHANGED',
  attach: 'UNCHANGED',
}

/** The status that a public step gave the request, in lower case; `fixed` only where who reported said so. */
export function updateStatusOf(step: { action: string; to: string }, solved: boolean): string {
  const closing = step.to === 'closed' && solved ? 'FIXED' : undefined
  const status =
    byAction[step.action as AppealAction] ?? closing ?? byState[step.to as AppealState] ?? 'UNCHANGED'
  return status.toLowerCase()
}

/** Steps whose words are for the person who reported; of all others a sentence says what happened. */
const spoken: ReadonlySet<string> = new Set(['comment', 'handle', 'answer', 'reopen'])

export function isSpoken(action: string): boolean {
  return spoken.has(action)
}
