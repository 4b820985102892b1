import { expect, test } from 'vitest'
import { type Gathered, inhibits, joinSignals, saidOf, type Warning } from './warning.ts'

const real = { level: 'orange', object: 'V0002', place: '50/500107/500107104', exercise: false } as const

test.each([
  ['a higher one of the same object', { level: 'red' }, true],
  ['a higher one of a place around', { level: 'red', object: '50/500107' }, true],
  ['one of the same level', {}, false],
  ['a higher one of another object', { level: 'red', object: 'V0003' }, false],
  ['an exercise, however high', { level: 'red', exercise: true }, false],
] as const)('a warning is held back by %s: %#', (_, change, isHeld) => {
  expect(inhibits({ ...real, ...change }, real)).toBe(isHeld)
})

test('an exercise is held back by a higher exercise, and by no real warning', () => {
  const exercise = { ...real, exercise: true }
  expect(inhibits({ ...exercise, level: 'red' }, exercise)).toBe(true)
  expect(inhibits({ ...real, level: 'red' }, exercise)).toBe(false)
})

test.each([
  ['in both languages', '超载', 'Overload', { said: '超载', saidInEnglish: 'Overload' }],
  ['in one', '超载', null, { said: '超载' }],
  ['in none', null, null, {}],
])('what a signal says %s', (_, said, saidInEnglish, kept) =>
  expect(saidOf({ said, saidInEnglish })).toEqual(kept),
)

test.each([
  ['in both languages', '倾倒', 'Dumped', { said: '倾倒', saidInEnglish: 'Dumped' }],
  ['in one: the English of another signal does not stay beside it', '倾倒', null, { said: '倾倒' }],
  ['nothing: what was said stays', null, null, { said: '超载', saidInEnglish: 'Overload' }],
])('a warning that a signal joins which says something %s', (_, said, saidInEnglish, kept) => {
  const at = '2026-11-30T00:00:00.000Z'
  const details = { level: 'blue', levels: [], since: at, lastAt: at, peak: 1, signals: 1 }
  const before = { details: { ...details, said: '超载', saidInEnglish: 'Overload' } } as unknown as Warning
  const time = new Date(at)
  const signal = { level: 'blue', count: 1, from: time, until: time, peak: 1, isOver: false } as const
  const g: Gathered = { ...signal, said, saidInEnglish }
  const { said: text, saidInEnglish: english } = joinSignals(before, g, 'above', time).details
  expect({ said: text, saidInEnglish: english }).toEqual({ saidInEnglish: undefined, ...kept })
})
