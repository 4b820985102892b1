import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { grant } from '#kernel/access/define'
import { type Actor, anonymous } from '#kernel/identity/define'
import { pastTense } from './actions.ts'
import { type ActionRow, availableActions, type Case, defineCaseType, isPossible } from './define.ts'
import { kebab } from './routes.ts'

const input = z.object({})
const row = (over: Partial<ActionRow<'a' | 'b'>> = {}): ActionRow<'a' | 'b'> => ({
  from: ['a'],
  who: [grant('clerk')],
  input,
  visible: 'public',
  ...over,
})
const parts = {
  type: 't',
  prefix: 'TT',
  states: ['a', 'b'] as const,
  initial: 'a',
  final: ['b'],
  clocks: ['answer'],
  see: [],
  unmasked: [],
} as const

describe('defineCaseType finds what a table got wrong', () => {
  const rows: [string, object, string][] = [
    ['an unknown state to come from', row({ from: ['x' as 'a'] }), 'unknown state x'],
    ['an unknown state to go to', row({ to: 'x' as 'a' }), 'unknown state x'],
    ['an unknown clock to stop', row({ stops: ['x'] }), 'unknown clock x'],
    ['an unknown clock to start', row({ starts: ['x'] }), 'unknown clock x'],
    ['a clock that would run on for ever', row({ to: 'b', starts: ['answer'] }), 'final state b'],
  ]
  test.each(rows)('%s', (_name, act, message) => {
    expect(() => defineCaseType({ ...parts, actions: { act: act as ActionRow<'a' | 'b'> } })).toThrow(message)
  })
  test('a right table passes', () => {
    expect(defineCaseType({ ...parts, actions: { act: row({ to: 'b', stops: ['answer'] }) } }).type).toBe('t')
  })
})

describe('isPossible', () => {
  const hold = { reason: 'r', since: '2025-01-01T00:00:00.000Z' }
  const rows: [string, ActionRow['held'], string, boolean, boolean][] = [
    ['in the state', undefined, 'a', false, true],
    ['in another state', undefined, 'b', false, false],
    ['on hold', undefined, 'a', true, false],
    ['on hold too', 'also', 'a', true, true],
    ['also without a hold', 'also', 'a', false, true],
    ['only on hold', 'only', 'a', true, true],
    ['only on hold, without one', 'only', 'a', false, false],
    ['only on hold, in another state', 'only', 'b', true, false],
  ]
  test.each(rows)('%s', (_name, held, state, isHeld, expected) => {
    const given = held === undefined ? row() : row({ held })
    expect(isPossible(given, { state, hold: isHeld ? hold : null })).toBe(expected)
  })
})

test('availableActions are those that state, hold and access allow together', () => {
  const type = defineCaseType({
    ...parts,
    actions: {
      one: row(),
      elsewhere: row({ from: ['b'] }),
      forbidden: row({ who: [grant('supervisor')] }),
      held: row({ held: 'only' }),
      own: row({ who: [grant('resident', 'own')] }),
    },
  })
  const c = {
    state: 'a',
    hold: null,
    place: '50',
    lead: null,
    co: [],
    dispute: null,
    applicant: 'p',
    followers: [],
  } as unknown as Case
  const clerk: Actor = {
    kind: 'officer',
    id: 'o',
    name: 'o',
    person: null,
    posts: [{ role: 'clerk', org: 'x', places: [] }],
  }
  expect(availableActions(type, c, clerk)).toEqual(['one'])
  expect(availableActions(type, c, { ...anonymous, kind: 'resident', person: 'p' })).toEqual(['own'])
  expect(availableActions(type, c, anonymous)).toEqual([])
})

test.each([
  ['dispatch', 'appeal.dispatched'],
  ['close', 'appeal.closed'],
  ['hold', 'appeal.held'],
  ['giveBack', 'appeal.given-back'],
  ['askCo', 'appeal.co-handlers-asked'],
])('%s becomes the event %s', (action, event) => {
  expect(pastTense('appeal', action)).toBe(event)
})

test('addresses are in kebab case', () => {
  expect(kebab('requestExtension')).toBe('request-extension')
})
