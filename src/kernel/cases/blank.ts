import { v7 as uuidv7 } from 'uuid'
import type { Case, CaseType } from './define.ts'

/** What every case says of itself when it is opened. */
type Own<D> = Pick<
  Case<D>,
  'number' | 'place' | 'title' | 'channel' | 'category' | 'urgency' | 'applicant' | 'lead' | 'details'
>
/** What only some have from their beginning. */
type More = Partial<
  Pick<
    Case,
    | 'district'
    | 'point'
    | 'address'
    | 'titleInEnglish'
    | 'client'
    | 'requester'
    | 'files'
    | 'createdAt'
    | 'updatedAt'
  >
>

/** A case that was just opened: what is its own, and of all else nothing has happened yet. No clock runs. */
export function blankCase<D>(
  { type, initial }: Pick<CaseType, 'type' | 'initial'>,
  now: Date,
  own: Own<D> & More,
): Case<D> {
  const at = now.toISOString()
  return {
    id: uuidv7(),
    type,
    district: own.place.split('/')[1] ?? own.place,
    point: null,
    address: null,
    state: initial,
    version: 1,
    followers: [],
    co: [],
    clocks: [],
    hold: null,
    extension: null,
    dispute: null,
    escalation: 0,
    supervised: false,
    reopened: 0,
    rating: null,
    files: [],
    createdAt: at,
    updatedAt: at,
    answeredAt: null,
    closedAt: null,
    ...own,
  }
}
