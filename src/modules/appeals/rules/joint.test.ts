import { expect, test } from 'vitest'
import { caseWith, later, now } from '../../../kernel/cases/case.fixture.ts'
import type { Appeal } from '../rules.ts'
import { adopt, isShown, join, joinable, jointOf, leave, merge, release, split } from './joint.ts'

const details = {
  proposal: null,
  classifiedBy: null,
  dispatchedBy: null,
  duty: null,
  dispute: null,
  source: null,
}
const appeal = (over: Partial<Appeal> = {}) =>
  caseWith({ state: 'accepted', category: '0103', details, ...over } as never) as Appeal
const person = (id: string | null) => ({
  actor: { kind: 'resident' as const, id: 'r', name: '', person: id, posts: [] },
  now,
})

test.each([
  ['street light, accepted', {}, true],
  ['not looked at yet', { state: 'submitted' }, false],
  ['answered', { state: 'answered' }, false],
  ['merged', { state: 'merged' }, false],
  ['no category yet', { category: null }, false],
  ['wages are told in confidence', { category: '0501' }, false],
  ['health too', { category: '0702' }, false],
])('shown to neighbours: %s', (_name, over, shown) => {
  expect(isShown(appeal(over))).toBe(shown)
})

test('whoever reported or follows it does not join again, and nobody without a person joins', () => {
  const may = (c: Appeal, id: string | null) => joinable.holds(c, person(id).actor)
  expect([may(appeal(), 'q'), may(appeal(), 'p'), may(appeal(), null)]).toEqual([true, false, false])
  expect(may(join(appeal(), {}, person('q')), 'q')).toBe(false)
})

test('followers follow from who joined and who was adopted', () => {
  const joined = join(appeal(), {}, person('a'))
  const both = adopt(joined, { case: 'x', people: ['a', 'b', 'p'] })
  const twice = adopt(both, { case: 'y', people: ['b', 'c'] })
  expect([joined.followers, both.followers, twice.followers]).toEqual([['a'], ['a', 'b'], ['a', 'b', 'c']])
  // b came with y too, and a joined by themselves.
  expect(release(twice, { case: 'x' }).followers).toEqual(['a', 'b', 'c'])
  expect(release(release(twice, { case: 'x' }), { case: 'y' }).followers).toEqual(['a'])
  expect(adopt(twice, { case: 'y', people: ['b', 'c'] }).followers).toEqual(twice.followers)
  expect(leave(twice, {}, person('b')).followers).toEqual(['a', 'c'])
})

test('splitting puts the state back and lets stopped clocks run on', () => {
  const merged = { ...merge(appeal({ state: 'handled' }), { main: 'm' }), state: 'merged' }
  const clocks = [
    {
      name: 'answer',
      startedAt: later(-2),
      due: later(4),
      unit: 'hours' as const,
      pausedAt: later(-1),
      stoppedAt: later(0),
    },
  ]
  const closed = { ...merged, state: 'closed', closedAt: later(0), clocks }
  const back = split(closed, {}, person('p'))
  expect([back.state, back.closedAt, back.clocks[0]?.stoppedAt]).toEqual(['handled', null, null])
  expect(jointOf(back)).toMatchObject({ into: null, left: 'm' })
})

test('a resident splits off for thirty days after the closing, an officer longer', () => {
  const closed = { ...merge(appeal(), { main: 'm' }), state: 'closed', closedAt: later(-31 * 24) }
  expect(() => split(closed, {}, person('p'))).toThrow('appeal.reopen-late')
  const officer = { actor: { ...person(null).actor, kind: 'officer' as const }, now }
  expect(split(closed, {}, officer).state).toBe('accepted')
})

test('nothing is merged into itself', () => {
  expect(() => merge(appeal(), { main: appeal().id })).toThrow('appeal.main-itself')
})
