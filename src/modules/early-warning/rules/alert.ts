import type { CapInfo } from '#modules/cap/contract'
import type { WarningDetails } from '../contract/warning.ts'
import type { Domain, Level } from '../contract/watch.ts'

/** Red is the highest of the law's four levels, Extreme the highest of CAP's. */
const severities: Readonly<Record<Level, CapInfo['severity']>> = {
  red: 'Extreme',
  orange: 'Severe',
  yellow: 'Moderate',
  blue: 'Minor',
}

const categories: Readonly<Record<Domain, CapInfo['category'][number]>> = {
  'work-safety': 'Safety',
  'public-order': 'Security',
  'public-health': 'Health',
  environment: 'Env',
}

export interface AlertProposal {
  /** `Exercise` for an exercise and for simulated readings: nothing real may be told of those. */
  readonly status: 'Actual' | 'Exercise'
  readonly category: CapInfo['category'][number]
  readonly urgency: CapInfo['urgency']
  readonly severity: CapInfo['severity']
  readonly certainty: CapInfo['certainty']
  readonly responseType: CapInfo['responseType'][number]
}

/**
 * What CAP 1.2 calls a warning of ours. Readings were seen, so that it is Observed. Immediate while people still act;
 * Past once it is calm, handled or closed.
 */
export function proposeAlert(
  state: string,
  d: Pick<WarningDetails, 'level' | 'domain' | 'exercise' | 'calmSince' | 'plan'>,
): AlertProposal {
  const isOver = d.calmSince !== null || state === 'handled' || state === 'closed'
  return {
    status: d.exercise ? 'Exercise' : 'Actual',
    category: categories[d.domain],
    urgency: isOver ? 'Past' : 'Immediate',
    severity: severities[d.level],
    certainty: 'Observed',
    responseType: isOver ? 'AllClear' : d.plan === '' ? 'Monitor' : 'Execute',
  }
}
