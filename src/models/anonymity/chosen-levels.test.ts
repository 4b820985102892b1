import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bandHierarchy,
  dayHierarchy,
  daySteps,
  faultsOfLines,
  type Hierarchy,
  placeHierarchy,
  prefixHierarchy,
} from './index.ts'

describe('ways up', () => {
  it.each<[string, Hierarchy, string, string[]]>([
    ['bands', bandHierarchy([5, 10]), '37', ['37', '35~39', '30~39', '*']],
    ['below zero', bandHierarchy([10]), '-3', ['-3', '-10~-1', '*']],
    ['a part of a number', bandHierarchy([10]), '39.5', ['39.5', '30~39', '*']],
    ['no number', bandHierarchy([5, 10]), '约 30', ['约 30', '*', '*', '*']],
    [
      'more digits than a number has',
      bandHierarchy([10]),
      '99999999999999999999',
      ['99999999999999999999', '*', '*'],
    ],
    [
      'a day',
      dayHierarchy(daySteps),
      '1987-08-31',
      ['1987-08-31', '1987-08', '1987-Q3', '1987-H2', '1987', '1985~1989', '1980~1989', '*'],
    ],
    ['no day', dayHierarchy(['year']), '去年', ['去年', '*', '*']],
    ['a prefix', prefixHierarchy([7, 3]), '13812345678', ['13812345678', '1381234*', '138*', '*']],
    ['a rare letter is one letter', prefixHierarchy([1]), '𠮷田', ['𠮷田', '𠮷*', '*']],
    [
      'a place',
      placeHierarchy([2, 1]),
      '50/500107/500107103',
      ['50/500107/500107103', '50/500107', '50', '*'],
    ],
  ])('%s', (_name, hierarchy, value, way) => expect(hierarchy(value)).toEqual(way))
})

it('what one level joins the next never parts, whatever the values', () => {
  const value = fc.oneof(
    fc.integer({ min: -500, max: 500 }).map(String),
    fc.double({ min: -50, max: 50, noNaN: true }).map((n) => n.toFixed(2)),
    fc
      .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((d) => d.toISOString()),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc
      .array(fc.constantFrom('50', '500107', '500106', '500107103'), { maxLength: 4 })
      .map((p) => p.join('/')),
  )
  const hierarchy = fc.constantFrom(
    bandHierarchy([2, 10, 50]),
    dayHierarchy(daySteps),
    prefixHierarchy([7, 3, 1]),
    placeHierarchy([3, 2, 1]),
  )
  fc.assert(
    fc.property(hierarchy, fc.uniqueArray(value, { maxLength: 60 }), (up, values) => {
      const ways = values.map((v) => up(v))
      expect(new Set(ways.map((w) => w.length)).size).toBeLessThanOrEqual(1)
      expect(ways.every((w, n) => w[0] === values[n] && w.at(-1) === '*')).toBe(true)
      expect(faultsOfLines(ways).filter((f) => f.fault !== 'length')).toEqual([])
    }),
    { numRuns: 300 },
  )
})

it('lists that are no hierarchy are told by line', () => {
  expect(faultsOfLines([])).toEqual([])
  expect(
    faultsOfLines([
      ['面馆', '餐饮', '*'],
      ['火锅', '餐饮', '*'],
      ['超市', '零售'],
      ['火锅', '餐饮', '*'],
      ['药店', '零售', '*'],
      ['书店', '零售', '文化'],
    ]),
  ).toEqual([
    { line: 3, fault: 'length' },
    { line: 4, fault: 'twice' },
    { line: 6, fault: 'parted' },
  ])
})
