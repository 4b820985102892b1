import { expect, test } from 'vitest'
import { inhibits } from './warning.ts'

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
