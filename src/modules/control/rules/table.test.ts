import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Value } from '../contract/levels.ts'
import type { DecisionTable, TableCondition, TableRow } from '../contract/models.ts'
import { levels } from '../contract/subjects.ts'
import { checkTable } from './findings.ts'
import { inputNamed, readOf, tableOf } from './table.fixture.ts'
import { hitsOf, holds, judgeTable } from './table.ts'

const condition = (op: TableCondition['op'], ...values: string[]): TableCondition => ({
  input: 'n',
  op,
  values,
})
const row = (change: Partial<TableRow>): TableRow => ({
  conditions: [],
  level: null,
  points: 0,
  note: '',
  ...change,
})

test.each<[string, TableCondition, Value, boolean]>([
  ['= number', condition('=', '7.0'), 7, true],
  ['= another number', condition('=', '8'), 7, false],
  ['= text', condition('=', '甲'), '甲', true],
  ['= yes', condition('=', 'true'), true, true],
  ['!=', condition('!=', '8'), 7, true],
  ['!= itself', condition('!=', '7'), 7, false],
  ['!= of what is not known', condition('!=', '8'), null, false],
  ['<', condition('<', '7'), 6.9, true],
  ['< its bound', condition('<', '7'), 7, false],
  ['<= its bound', condition('<=', '7'), 7, true],
  ['> its bound', condition('>', '7'), 7, false],
  ['>', condition('>', '7'), 7.1, true],
  ['>= its bound', condition('>=', '7'), 7, true],
  ['between, lower end', condition('between', '1', '3'), 1, true],
  ['between, upper end', condition('between', '1', '3'), 3, true],
  ['beyond', condition('between', '1', '3'), 3.01, false],
  ['in', condition('in', '甲', '乙'), '乙', true],
  ['not in', condition('in', '甲', '乙'), '丙', false],
  ['missing', condition('missing'), null, true],
  ['not missing', condition('missing'), 0, false],
  ['known', condition('known'), false, true],
  ['not known', condition('known'), null, false],
])('%s', (_name, c, value, expected) => {
  expect(holds(c, value)).toBe(expected)
})

describe('hit policies', () => {
  const first = tableOf({
    rows: [
      row({ conditions: [condition('>=', '10')], level: 'D' }),
      row({ conditions: [condition('>=', '5')], level: 'C', note: '五起' }),
    ],
  })
  test('FIRST: the first row that holds', () => {
    expect(judgeTable(first, readOf({ n: 12 }))).toMatchObject({
      level: 'D',
      rows: [{ row: 0 }],
      score: null,
    })
    expect(judgeTable(first, readOf({ n: 5 }))).toMatchObject({
      level: 'C',
      rows: [{ row: 1, note: '五起' }],
    })
  })
  test('FIRST: none holds', () => {
    expect(judgeTable(first, readOf({ n: 1 }))).toMatchObject({ level: 'A', rows: [], isOtherwise: true })
  })
  test('what is not known holds nowhere', () => {
    expect(judgeTable(first, {})).toMatchObject({
      level: 'A',
      isOtherwise: true,
      values: [{ value: null }, {}],
    })
  })
  const score = tableOf({
    hit: 'score',
    rows: [
      row({ conditions: [condition('>=', '5')], points: 10 }),
      row({ conditions: [condition('>=', '10')], points: 15 }),
      row({ conditions: [{ input: 't', op: '=', values: ['好'] }], points: -5 }),
    ],
    steps: [
      { from: 10, level: 'B' },
      { from: 20, level: 'D' },
    ],
  })
  test.each<[Record<string, Value>, string, number, number | null]>([
    [{ n: 4 }, 'A', 0, null],
    [{ n: 5 }, 'B', 10, 10],
    [{ n: 5, t: '好' }, 'A', 5, null],
    [{ n: 10 }, 'D', 25, 20],
    [{ n: 10, t: '好' }, 'D', 20, 20],
  ])('SCORE: %j', (values, level, sum, from) => {
    expect(judgeTable(score, readOf(values))).toMatchObject({ level, score: sum, from })
  })
})

const value = fc.oneof(
  fc.integer({ min: -3, max: 12 }),
  fc.constantFrom('甲', '乙', '丙'),
  fc.boolean(),
  fc.constant(null),
)
const numberCondition = fc
  .tuple(
    fc.constantFrom('=', '!=', '<', '<=', '>', '>=', 'between', 'in', 'missing', 'known'),
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([op, a, b]): TableCondition => {
    const ends = [Math.min(a, b), Math.max(a, b)].map(String)
    const values =
      op === 'missing' || op === 'known' ? [] : op === 'between' || op === 'in' ? ends : [String(a)]
    return { input: 'n', op: op as TableCondition['op'], values }
  })
const textCondition = fc.tuple(fc.constantFrom('=', '!=', 'missing'), fc.constantFrom('甲', '乙')).map(
  ([op, v]): TableCondition => ({
    input: 't',
    op: op as TableCondition['op'],
    values: op === 'missing' ? [] : [v],
  }),
)
const anyTable: fc.Arbitrary<DecisionTable> = fc.record({
  hit: fc.constantFrom('first' as const, 'score' as const),
  inputs: fc.constantFrom(
    [inputNamed('n'), inputNamed('t', { type: 'text' })],
    [inputNamed('n', { whole: true }), inputNamed('t', { type: 'text' })],
  ),
  rows: fc.array(
    fc.record({
      conditions: fc.array(fc.oneof(numberCondition, textCondition), { maxLength: 3 }),
      level: fc.constantFrom(...levels),
      points: fc.integer({ min: -5, max: 20 }),
      note: fc.constant(''),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  steps: fc.constant([
    { from: 5, level: 'B' as const },
    { from: 12, level: 'C' as const },
  ]),
  otherwise: fc.constantFrom(...levels),
})

describe('of any table and any values', () => {
  test('each subject gets exactly one level, and the trace alone reproduces it', () => {
    fc.assert(
      fc.property(anyTable, value, value, (table, n, t) => {
        const trace = judgeTable(table, readOf({ n, t }))
        expect(levels).toContain(trace.level)
        const again = judgeTable(
          table,
          Object.fromEntries(trace.values.map((v) => [v.input, { value: v.value, source: v.source }])),
        )
        expect(again).toEqual(trace)
        // What the trace names is enough to say the level without the table's other rows.
        const named = trace.rows.map((r) => table.rows[r.row])
        const said =
          table.hit === 'first'
            ? (named[0]?.level ?? table.otherwise)
            : (table.steps
                .toReversed()
                .find((s) => named.reduce((sum, r) => sum + (r?.points ?? 0), 0) >= s.from)?.level ??
              table.otherwise)
        expect(said).toBe(trace.level)
        for (const r of trace.rows)
          for (const c of r.conditions) expect(holds(c, { n, t }[c.input as 'n' | 't'])).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  test('a row that the check calls unreachable counts for no value, a gap and an overlap are where it says', () => {
    const whole = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(null))
    const text = fc.constantFrom('甲', '乙', '丙', null)
    fc.assert(
      fc.property(
        anyTable,
        fc.array(fc.tuple(whole, text), { minLength: 60, maxLength: 60 }),
        (table, tries) => {
          const found = checkTable(table)
          const dead = new Set(found.filter((f) => f.kind === 'unreachable').flatMap((f) => f.rows))
          const unused = new Set(found.flatMap((f) => (f.kind === 'unused-level' ? [f.level] : [])))
          for (const [n, t] of tries) {
            const trace = judgeTable(table, readOf({ n, t }))
            for (const r of trace.rows) expect(dead.has(r.row)).toBe(false)
            expect(unused.has(trace.level)).toBe(false)
            if (table.hit === 'first' && trace.isOtherwise)
              expect(found.some((f) => f.kind === 'gap')).toBe(true)
          }
          for (const f of found.filter((x) => x.kind === 'overlap' || x.kind === 'gap')) {
            const values = Object.fromEntries(
              Object.entries(f.example ?? {}).map(([k, v]) => [
                k,
                v === null ? null : k === 'n' ? Number(v) : v,
              ]),
            )
            const hits = hitsOf(table, values)
            if (f.kind === 'gap') expect(hits).toEqual([])
            else expect(f.rows.every((r) => hits.includes(r))).toBe(true)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})
