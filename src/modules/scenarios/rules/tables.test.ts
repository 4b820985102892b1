import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { operators } from '#modules/control/contract'
import { OwnTable, type ScenarioManifest } from '../contract.ts'
import { callProgram } from '../program/index.ts'
import { answerOf, tableFindings } from './tables.ts'

const words = (zh: string) => ({ zh, en: zh })
const column = (name: string, type: 'text' | 'number' | 'boolean') => ({ name, title: words(name), type })

/** Where a finding goes: dumping to city management, an overload to the traffic police. */
const table = OwnTable.parse({
  code: 'who',
  title: words('由谁办理'),
  inputs: [column('kind', 'text'), column('tonnes', 'number'), column('night', 'boolean')],
  outputs: [column('duty', 'text'), column('days', 'number')],
  rows: [
    {
      conditions: [{ input: 'kind', op: 'in', values: ['dump', 'no-ticket'] }],
      outputs: { duty: '0102', days: 2 },
    },
    {
      conditions: [
        { input: 'kind', op: '=', values: ['overload'] },
        { input: 'tonnes', op: '>=', values: ['5'] },
      ],
      outputs: { duty: '0401', days: 1 },
      note: words('超载 5 吨以上'),
    },
    { conditions: [{ input: 'night', op: '=', values: ['true'] }], outputs: { duty: '0102', days: 3 } },
    { conditions: [{ input: 'tonnes', op: 'missing' }], outputs: { duty: '', days: 9 } },
  ],
  otherwise: { duty: '0101', days: 5 },
})

describe('a decision table answers by its first row that holds', () => {
  const rows: [string, Record<string, unknown>, number | null, string][] = [
    ['the first row', { kind: 'dump', tonnes: 9, night: true }, 0, '0102'],
    ['all conditions of a row', { kind: 'overload', tonnes: 5 }, 1, '0401'],
    ['one condition is not enough', { kind: 'overload', tonnes: 4.9, night: true }, 2, '0102'],
    ['a value that is not there', { kind: 'overload' }, 3, ''],
    ['null is not there', { kind: 'overload', tonnes: null }, 3, ''],
    ['an object is no value', { kind: 'x', tonnes: { t: 1 } }, 3, ''],
    ['nothing holds', { kind: 'x', tonnes: 1, night: false }, null, '0101'],
  ]
  test.each(rows)('%s', (_, values, row, duty) => {
    expect(answerOf(table, values)).toMatchObject({ row, outputs: { duty } })
  })

  test('with the note of the row', () => {
    expect(answerOf(table, { kind: 'overload', tonnes: 6 }).note?.zh).toBe('超载 5 吨以上')
    expect(answerOf(table, { kind: 'x', tonnes: 6 }).note).toBeNull()
  })
})

describe('a table is checked before it decides', () => {
  const found = (change: (t: OwnTable) => void) => {
    const changed = structuredClone(table)
    change(changed)
    return tableFindings({ tables: [changed] } as unknown as ScenarioManifest).map((f) => [f.path, f.key])
  }
  const key = (name: string) => `scenarios.finding.${name}`
  const rows: [string, (t: OwnTable) => void, string, string][] = [
    [
      'an input that it lacks',
      (t) => Object.assign(t.rows[0]?.conditions[0] ?? {}, { input: 'x' }),
      'tables.0.rows.0',
      'no-item',
    ],
    [
      'a condition without a value',
      (t) => Object.assign(t.rows[0]?.conditions[0] ?? {}, { values: [] }),
      'tables.0.rows.0',
      'no-comparison',
    ],
    [
      'between one value',
      (t) => Object.assign(t.rows[1]?.conditions[1] ?? {}, { op: 'between' }),
      'tables.0.rows.1',
      'no-comparison',
    ],
    [
      'an output that a row leaves out',
      (t) => Object.assign(t.rows[0] ?? {}, { outputs: { duty: '' } }),
      'tables.0.rows.0.outputs',
      'no-outcome',
    ],
    [
      'an output of another type',
      (t) => Object.assign(t, { otherwise: { duty: '', days: '2' } }),
      'tables.0.otherwise',
      'no-outcome',
    ],
    [
      'an output that it lacks',
      (t) => Object.assign(t.otherwise, { more: 1 }),
      'tables.0.otherwise',
      'no-item',
    ],
    [
      'a row after one that always holds',
      (t) => Object.assign(t.rows[1] ?? {}, { conditions: [] }),
      'tables.0.rows.2',
      'row-hidden',
    ],
    ['a column twice', (t) => t.inputs.push(column('kind', 'text')), 'tables.0.inputs.3.name', 'code-twice'],
  ]
  test('nothing is said of a sound one', () => expect(found(() => {})).toEqual([]))
  test.each(rows)('%s', (_, change, path, name) => expect(found(change)).toContainEqual([path, key(name)]))
})

test('what the interpreter decides is what the platform decides', async () => {
  const value = fc.oneof(
    fc.constantFrom('a', 'b', '7', '7.0', '-1', '', 'true'),
    fc.integer({ min: -3, max: 9 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constantFrom(null, undefined, { a: 1 }),
  )
  const text = fc.constantFrom('a', 'b', '7', '7.0', '-1', '3', 'true', 'false')
  const condition = fc.record({
    input: fc.constantFrom('one', 'two'),
    op: fc.constantFrom(...operators),
    values: fc.array(text, { maxLength: 3 }),
  })
  const cases = fc.record({
    rows: fc.array(fc.array(condition, { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
    values: fc.array(fc.record({ one: value, two: value }), { minLength: 1, maxLength: 20 }),
  })
  await fc.assert(
    fc.asyncProperty(cases, async ({ rows, values }) => {
      const drawn: OwnTable = {
        code: 'drawn',
        title: words('抽样'),
        inputs: [column('one', 'text'), column('two', 'number')],
        outputs: [column('n', 'number')],
        rows: rows.map((conditions, n) => ({ conditions, outputs: { n }, note: null })),
        otherwise: { n: -1 },
      }
      const answer = await callProgram(
        {
          scenario: 'tables',
          program: {
            code: 'export const commands = { all: (input, ctx) => input.map((v) => ctx.decide("drawn", v)) }',
          },
          kind: 'commands',
          name: 'all',
          argument: values,
          now: new Date(0),
          sandbox: true,
          call: '00000000-0000-7000-8000-0123456789ab',
          actor: { kind: 'system', name: '', roles: [], org: null, party: null },
          keys: {},
          tables: { drawn },
          asks: [],
          ms: 1000,
          ahead: { rows: [], notes: [] },
        },
        { rows: async () => new Map(), looks: async () => new Map(), notes: async () => new Map() },
      )
      const sent = JSON.parse(JSON.stringify(values)) as Record<string, unknown>[]
      expect(answer).toMatchObject({ output: sent.map((v) => answerOf(drawn, v)) })
    }),
    { numRuns: 60 },
  )
})
