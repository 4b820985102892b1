import { expect, it } from 'vitest'
import { colourOf, fills, stepsOf } from './scale.ts'

it.each<[string, number[], [number, number][]]>([
  ['nothing open', [], []],
  ['zeros only', [0, 0], []],
  ['one', [1], [[1, 1]]],
  [
    'small',
    [3, 5],
    [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 5],
    ],
  ],
  [
    'a city',
    [9, 38],
    [
      [1, 10],
      [11, 20],
      [21, 30],
      [31, 40],
    ],
  ],
  [
    'exactly full',
    [50],
    [
      [1, 10],
      [11, 20],
      [21, 30],
      [31, 40],
      [41, 50],
    ],
  ],
  [
    'many',
    [730],
    [
      [1, 200],
      [201, 400],
      [401, 600],
      [601, 800],
    ],
  ],
])('%s', (_name, counts, limits) => {
  expect(stepsOf(counts).map(({ from, to }) => [from, to])).toEqual(limits)
})

it('gives each count the colour of its step, and none to places without cases', () => {
  const steps = stepsOf([50])
  expect([0, 1, 10, 11, 50].map((n) => colourOf(steps, n))).toEqual([
    null,
    fills[0],
    fills[0],
    fills[1],
    fills[4],
  ])
})
