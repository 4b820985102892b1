import type { WatchContent } from '#modules/early-warning/contract'

export interface DraftProps {
  readonly draft: WatchContent
  readonly change: (part: Partial<WatchContent>) => void
}

/** What a new watch begins with; resource, items and limit are the officer's to choose. */
export const newDraft: WatchContent = {
  name: '',
  kind: '',
  domain: 'work-safety',
  resource: '',
  value: '',
  also: [],
  count: null,
  unit: '',
  object: '',
  where: null,
  detector: { kind: 'threshold', parameters: {} },
  gradedBy: 'value',
  direction: 'above',
  grades: [{ level: 'blue', from: 0 }],
  latenessSeconds: 0,
  silentMinutes: null,
  repeatMinutes: 5,
  calmMinutes: 30,
  org: null,
  plan: '',
  exercise: false,
}

export const ways = ['value', 'several', 'rows', 'sum', 'places'] as const
/** What is looked at: one number of a row, several together, how many rows in a period, the sum of a number, or where rows lie. */
export type Way = (typeof ways)[number]

export function wayOf({ count, also, detector }: WatchContent): Way {
  if (detector.kind === scanKind) return 'places'
  if (count !== null) return count.sum ? 'sum' : 'rows'
  return also.length > 0 || detector.kind === severalKind ? 'several' : 'value'
}

const severalKind = 'hotelling'
const scanKind = 'scan'
const dayMinutes = 1440

/** What a draft becomes when it looks at something else: what goes with the old way gives way to presets. */
export function changeWay(draft: WatchContent, way: Way): Partial<WatchContent> {
  // A point is no number.
  const isPoint = wayOf(draft) === 'places' || way === 'places'
  const value = isPoint ? '' : (draft.value ?? '')
  if (way === 'value')
    return { value, also: [], count: null, detector: newDraft.detector, gradedBy: 'value', calmMinutes: 30 }
  const byScore = { gradedBy: 'score', direction: 'above', grades: [{ level: 'blue', from: 1 }] } as const
  const graded = { ...byScore, grades: [...byScore.grades] }
  if (way === 'several')
    return { ...graded, value, count: null, detector: { kind: severalKind, parameters: {} }, calmMinutes: 30 }
  return {
    ...graded,
    value: way === 'rows' ? null : value,
    also: [],
    count: { every: way === 'places' ? 'day' : (draft.count?.every ?? 'day'), sum: way === 'sum' },
    detector: { kind: way === 'places' ? scanKind : 'outbreak', parameters: {} },
    silentMinutes: null,
    calmMinutes: draft.count?.every === 'week' && way !== 'places' ? 14 * dayMinutes : 3 * dayMinutes,
  }
}

export function changeEvery(count: WatchContent['count'], every: 'day' | 'week'): Partial<WatchContent> {
  return {
    count: { sum: count?.sum ?? false, every },
    calmMinutes: every === 'week' ? 14 * dayMinutes : 3 * dayMinutes,
  }
}

/** True when the server would at least read it. */
export function isComplete(d: WatchContent): boolean {
  return (
    d.name.trim().length >= 2 &&
    /^[a-z][a-z0-9-]{1,39}$/.test(d.kind) &&
    d.resource !== '' &&
    d.value !== '' &&
    (wayOf(d) !== 'several' || d.also.length > 0) &&
    d.object !== '' &&
    d.grades.length > 0
  )
}
