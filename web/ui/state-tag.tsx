import type { Urgency } from '#modules/appeals/contract'
import { followerStateLabels, residentStateLabels, stateLabels, urgencyLabels, useLabel } from './labels.ts'

/** What a state asks of the reader decides its colour; the word always says it too. */
const tones: Readonly<Record<string, 'open' | 'work' | 'warn' | 'good' | 'quiet'>> = {
  submitted: 'open',
  classified: 'open',
  dispatched: 'open',
  accepted: 'work',
  handled: 'work',
  answered: 'good',
  rated: 'good',
  merged: 'work',
  closed: 'quiet',
  withdrawn: 'quiet',
}

interface StateTagProps {
  readonly state: string
  /** In a resident's words; `follower` for whom the case is somebody else's. */
  readonly resident?: boolean | 'follower'
}

export function StateTag({ state, resident = false }: StateTagProps) {
  const label = useLabel()
  const labels = resident === 'follower' ? followerStateLabels : resident ? residentStateLabels : stateLabels
  return <span className={`tag tag-${tones[state] ?? 'quiet'}`}>{label(labels, state)}</span>
}

const urgencyShapes: Readonly<Record<Urgency, string>> = {
  critical: '▲▲',
  urgent: '▲',
  normal: '●',
  complex: '◇',
}

/** Urgency by word and shape; colour comes on top. */
export function UrgencyTag({ urgency }: { urgency: string | null }) {
  const label = useLabel()
  if (urgency === null) return null
  return (
    <span className={`urgency urgency-${urgency}`}>
      <span aria-hidden="true">{urgencyShapes[urgency as Urgency] ?? '●'}</span>{' '}
      {label(urgencyLabels, urgency)}
    </span>
  )
}
