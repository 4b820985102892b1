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

/** True when the server would at least read it. */
export function isComplete(d: WatchContent): boolean {
  return (
    d.name.trim().length >= 2 &&
    /^[a-z][a-z0-9-]{1,39}$/.test(d.kind) &&
    d.resource !== '' &&
    d.value !== '' &&
    d.object !== '' &&
    d.grades.length > 0
  )
}
