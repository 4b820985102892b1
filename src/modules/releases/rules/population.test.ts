import { describe, expect, test } from 'vitest'
import { measureRisk } from '#models/anonymity'
import { sharedSizes } from './population.ts'

describe('how many of the population share the values of a class', () => {
  const classes = [
    { key: 'a', people: 3 },
    { key: 'b', people: 5 },
  ]
  test.each([
    [
      'more than the release holds',
      [
        ['a', 30],
        ['b', 50],
        ['c', 9],
      ],
      [30, 50],
      0,
    ],
    [
      'just those of the release',
      [
        ['a', 3],
        ['b', 5],
      ],
      [3, 5],
      0,
    ],
    [
      'fewer: the register has gaps',
      [
        ['a', 2],
        ['b', 50],
      ],
      [3, 50],
      1,
    ],
    ['a value that the register does not know', [['b', 50]], [3, 50], 1],
    ['an empty register', [], [3, 5], 2],
  ] as [string, [string, number][], number[], number][])('%s', (_, population, sizes, uncovered) => {
    expect(sharedSizes(classes, new Map(population))).toEqual({ sizes, uncovered })
  })
  test('no classes, nothing to compare', () => {
    expect(sharedSizes([], new Map([['a', 1]]))).toEqual({ sizes: [], uncovered: 0 })
  })
  test('the journalist’s risk follows from them; the prosecutor’s does not', () => {
    // Three of thirty and five of fifty: 1/30 at most, (3/30 + 5/50) / 8 on average.
    const { sizes } = sharedSizes(
      classes,
      new Map([
        ['a', 30],
        ['b', 50],
      ]),
    )
    const risk = measureRisk([3, 5], { populationSizes: sizes })
    expect(risk.journalist.highest).toBeCloseTo(1 / 30, 12)
    expect(risk.journalist.average).toBeCloseTo(0.2 / 8, 12)
    expect(risk.marketer).toBeCloseTo(0.2 / 8, 12)
    expect(risk.prosecutor.highest).toBeCloseTo(1 / 3, 12)
  })
})
