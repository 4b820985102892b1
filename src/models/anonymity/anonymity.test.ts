import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AnonymityTask,
  addressHierarchy,
  ageHierarchy,
  anonymise,
  anonymiseExhaustively,
  birthDateHierarchy,
  type Criterion,
  groupSizes,
  type Hierarchy,
  hierarchyOf,
  idNumberHierarchy,
  judgeLevels,
  keepOrHide,
  type Measure,
  measureRisk,
  phoneHierarchy,
  placePathHierarchy,
} from './index.ts'

const patients = {
  columns: ['age', 'place', 'illness'],
  rows: [
    ['21', '50/500103', 'a'],
    ['24', '50/500103', 'b'],
    ['23', '50/500105', 'a'],
    ['22', '50/500105', 'a'],
    ['57', '50/500107', 'c'],
    ['58', '50/500107', 'a'],
    ['91', '50/500107', 'a'],
  ],
}
const byAgeAndPlace = [
  { column: 'age', hierarchy: ageHierarchy },
  { column: 'place', hierarchy: keepOrHide },
]
const k = (n: number): Criterion => ({ kind: 'k-anonymity', k: n })

describe('anonymise', () => {
  it('takes the least loss, suppresses within the limit, and says what became of each column', () => {
    const solution = anonymise({
      table: patients,
      quasiIdentifiers: byAgeAndPlace,
      criteria: [k(2)],
      suppressionLimit: 0.2,
    })
    expect(solution).toMatchObject({ levels: [1, 0], suppressedRows: 1, groupSizes: [2, 2, 2] })
    expect(solution?.rows[0]).toEqual(['20-24', '50/500103', 'a'])
    expect(solution?.rows[6]).toEqual(['*', '*', 'a'])
    expect(solution?.changes).toEqual([
      {
        column: 'age',
        level: 1,
        topLevel: 4,
        valuesBefore: 7,
        valuesAfter: 3,
        loss: expect.closeTo((4 * 3 + 2) / 6 / 7, 9),
      },
      { column: 'place', level: 0, topLevel: 1, valuesBefore: 3, valuesAfter: 3, loss: 0 },
    ])
  })
  it('keeps diversity beside anonymity', () => {
    const solution = anonymise({
      table: patients,
      quasiIdentifiers: byAgeAndPlace,
      criteria: [k(2), { kind: 'distinct-l-diversity', column: 'illness', l: 2 }],
      suppressionLimit: 0.2,
    })
    expect(solution?.levels).not.toEqual([1, 0])
    expect(solution?.groupSizes.every((n) => n >= 2)).toBe(true)
  })
  it('has no answer where none is', () => {
    expect(anonymise({ table: patients, quasiIdentifiers: byAgeAndPlace, criteria: [k(8)] })).toBeUndefined()
    expect(
      judgeLevels({ table: patients, quasiIdentifiers: byAgeAndPlace, criteria: [k(2)] }, [0, 0]),
    ).toBeUndefined()
  })
  it('takes an empty table', () => {
    const empty = { columns: ['age', 'place', 'illness'], rows: [] }
    expect(anonymise({ table: empty, quasiIdentifiers: byAgeAndPlace, criteria: [k(5)] })?.rows).toEqual([])
  })
  it.each<[string, Partial<AnonymityTask>]>([
    ['an unknown column', { quasiIdentifiers: [{ column: 'x', hierarchy: keepOrHide }] }],
    ['no quasi-identifier', { quasiIdentifiers: [] }],
    ['k of 0', { criteria: [k(0)] }],
    ['a limit above 1', { suppressionLimit: 1.5 }],
    [
      'uneven levels',
      { quasiIdentifiers: [{ column: 'age', hierarchy: (v) => (v === '21' ? [v] : [v, '*']) }] },
    ],
    [
      'a level that parts again',
      { quasiIdentifiers: [{ column: 'age', hierarchy: (v) => [v, 'x', v, '*'] }] },
    ],
    [
      'a column both sensitive and not',
      { criteria: [{ kind: 'distinct-l-diversity', column: 'age', l: 2 }] },
    ],
  ])('refuses %s', (_, wrong) => {
    const task = { table: patients, quasiIdentifiers: byAgeAndPlace, criteria: [k(2)], ...wrong }
    expect(() => anonymise(task)).toThrow(RangeError)
  })
})

describe('the search', () => {
  const binary: Hierarchy = (v) => [v, String(Number(v) >> 1), String(Number(v) >> 2), '*']
  const cell = fc.integer({ min: 0, max: 7 }).map(String)
  const table = fc
    .array(fc.tuple(cell, cell, cell, fc.constantFrom('a', 'b', 'c', 'd')), { minLength: 1, maxLength: 40 })
    .map((rows) => ({ columns: ['x', 'y', 'z', 's'], rows }))
  const criterion: fc.Arbitrary<Criterion> = fc.oneof(
    fc.integer({ min: 1, max: 6 }).map(k),
    fc.integer({ min: 1, max: 4 }).map((l): Criterion => ({ kind: 'distinct-l-diversity', column: 's', l })),
    fc
      .double({ min: 1, max: 3, noNaN: true })
      .map((l): Criterion => ({ kind: 'entropy-l-diversity', column: 's', l })),
    fc
      .integer({ min: 1, max: 3 })
      .map((l): Criterion => ({ kind: 'recursive-cl-diversity', column: 's', l, c: 2 })),
    fc
      .double({ min: 0, max: 0.6, noNaN: true })
      .map((t): Criterion => ({ kind: 't-closeness', column: 's', t })),
  )
  const task: fc.Arbitrary<AnonymityTask> = fc.record({
    table,
    criteria: fc.array(criterion, { minLength: 1, maxLength: 2 }),
    suppressionLimit: fc.constantFrom(0, 0.1, 0.4, 1),
    measure: fc.constantFrom<Measure>(
      'entropy',
      'non-uniform-entropy',
      'loss',
      'group-size',
      'discernibility',
    ),
    quasiIdentifiers: fc.constant([
      { column: 'x', hierarchy: binary },
      { column: 'y', hierarchy: binary },
      { column: 'z', hierarchy: keepOrHide },
    ]),
  })

  it('finds what grouping every combination finds, whatever criterion, measure and limit', () => {
    fc.assert(
      fc.property(task, (t) => {
        const [fast, slow] = [anonymise(t), anonymiseExhaustively(t)]
        expect(fast === undefined).toBe(slow === undefined)
        if (!fast || !slow) return
        expect(fast.loss).toBeCloseTo(slow.loss, 9)
        expect(fast.suppressedRows).toBeLessThanOrEqual((t.suppressionLimit ?? 0) * t.table.rows.length)
      }),
      { numRuns: 1500 },
    )
  })
  it('gives rows that hold what was asked', () => {
    fc.assert(
      fc.property(task, fc.integer({ min: 1, max: 6 }), (t, n) => {
        const solution = anonymise({ ...t, criteria: [k(n)] })
        const kept = (solution?.rows ?? []).filter(
          (row) => row[0] !== '*' || row[1] !== '*' || row[2] !== '*',
        )
        const sizes = groupSizes(kept, [0, 1, 2])
        expect(sizes.every((size) => size >= n)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('risk', () => {
  it('is 1 / size to who knows that one is in it, and less to who does not', () => {
    const report = measureRisk([1, 4, 5], { threshold: 0.2, populationSizes: [10, 4, 50] })
    expect(report.prosecutor).toEqual({ highest: 1, average: 0.3, shareAtRisk: 0.5 })
    expect(report.journalist).toEqual({
      highest: 0.25,
      average: expect.closeTo((0.1 + 1 + 0.1) / 10, 12),
      shareAtRisk: 0.4,
    })
    expect(report.marketer).toBeCloseTo(0.12, 12)
    expect(report).toMatchObject({ rows: 10, groups: 3 })
  })
  it('is nothing of nothing, and refuses a population below its sample', () => {
    expect(measureRisk([]).prosecutor).toEqual({ highest: 0, average: 0, shareAtRisk: 0 })
    expect(() => measureRisk([2], { populationSizes: [1] })).toThrow(RangeError)
  })
})

describe('hierarchies', () => {
  it.each<[string, Hierarchy, string, string[]]>([
    ['ID card', idNumberHierarchy, '11010519491231002X', ['110105 1949', '1101 1940-1949', '11', '*']],
    ['birth date', birthDateHierarchy, '1992年5月7日', ['1992-05', '1992', '1990-1994', '1990-1999', '*']],
    ['birth date', birthDateHierarchy, '19920507', ['1992-05', '1992', '1990-1994', '1990-1999', '*']],
    ['age', ageHierarchy, '37', ['35-39', '30-39', '20-39', '*']],
    ['phone', phoneHierarchy, '13812345678', ['1381234', '138', '*']],
    [
      'place',
      placePathHierarchy,
      '50/500107/500107103/500107103005/7',
      ['50/500107/500107103/500107103005', '50/500107/500107103', '50/500107', '50', '*'],
    ],
    [
      'address',
      addressHierarchy,
      '渝中区解放碑街道民权路社区5号',
      ['渝中区 解放碑街道 民权路社区', '渝中区 解放碑街道', '渝中区', '*'],
    ],
    [
      'address',
      addressHierarchy,
      '重庆市渝北区红锦大道98号',
      ['重庆市渝北区', '重庆市渝北区', '重庆市渝北区', '*'],
    ],
    ['unknown', birthDateHierarchy, '不详', ['*', '*', '*', '*', '*']],
    [
      'listed',
      hierarchyOf([
        ['a', 'x', '*'],
        ['b', 'x', '*'],
      ]),
      'c',
      ['*', '*'],
    ],
  ])('%s %#', (_, hierarchy, value, way) => expect(hierarchy(value)).toEqual([value, ...way]))
})
