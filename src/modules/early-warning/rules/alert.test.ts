import { expect, test } from 'vitest'
import type { WarningDetails } from '../contract.ts'
import { proposeAlert } from './alert.ts'

const base: Pick<WarningDetails, 'level' | 'domain' | 'exercise' | 'calmSince' | 'plan'> = {
  level: 'orange',
  domain: 'work-safety',
  exercise: false,
  calmSince: null,
  plan: '关阀',
}

test.each([
  ['red', 'Extreme'],
  ['orange', 'Severe'],
  ['yellow', 'Moderate'],
  ['blue', 'Minor'],
] as const)('level %s is severity %s', (level, severity) =>
  expect(proposeAlert('raised', { ...base, level })).toMatchObject({ severity, certainty: 'Observed' }),
)

test.each([
  ['work-safety', 'Safety'],
  ['public-order', 'Security'],
  ['public-health', 'Health'],
  ['environment', 'Env'],
] as const)('domain %s is category %s', (domain, category) =>
  expect(proposeAlert('raised', { ...base, domain }).category).toBe(category),
)

test.each([
  ['raised', null, 'Immediate', 'Execute'],
  ['handling', null, 'Immediate', 'Execute'],
  ['handling', '2027-03-01T02:00:00.000Z', 'Past', 'AllClear'],
  ['handled', null, 'Past', 'AllClear'],
  ['closed', null, 'Past', 'AllClear'],
] as const)('state %s, calm since %s: %s, %s', (state, calmSince, urgency, responseType) =>
  expect(proposeAlert(state, { ...base, calmSince })).toMatchObject({ urgency, responseType }),
)

test('without a plan people are asked to watch', () =>
  expect(proposeAlert('raised', { ...base, plan: '' }).responseType).toBe('Monitor'))

test('an exercise is proposed as an exercise, anything else as real', () => {
  expect(proposeAlert('raised', { ...base, exercise: true }).status).toBe('Exercise')
  expect(proposeAlert('raised', base).status).toBe('Actual')
})
