import { expect, test } from 'vitest'
import type { DecisionTable, TableCondition, TableRow } from '../contract/models.ts'
import { mostCells } from './cells.ts'
import { faultsOfTable } from './faults.ts'
import { checkTable } from './findings.ts'
import { contentOf, inputNamed, tableOf } from './table.fixture.ts'

const when = (op: TableCondition['op'], ...values: string[]) => [{ input: 'n', op, values }]
const row = (conditions: TableCondition[], level: TableRow['level'] = 'B', points = 0): TableRow => ({
  conditions,
  level,
  points,
  note: '',
})
const only = { inputs: [inputNamed('n')] }
const whole = { inputs: [inputNamed('n', { whole: true })] }
const kinds = (table: DecisionTable) =>
  checkTable(table)
    .filter((f) => f.kind !== 'unused-level')
    .map((f) => [f.kind, ...f.rows])

test.each<[string, DecisionTable, (string | number)[][]]>([
  [
    'a row behind one that always goes before',
    tableOf({ ...only, rows: [row(when('>=', '1')), row(when('>=', '2')), row([])] }),
    [['unreachable', 1]],
  ],
  [
    'a row that contradicts itself',
    tableOf({ ...only, rows: [row([...when('<', '1'), ...when('>', '2')]), row([], 'A')] }),
    [['unreachable', 0]],
  ],
  [
    'nothing between two whole numbers',
    tableOf({ ...whole, rows: [row([...when('>', '1'), ...when('<', '2')]), row([], 'A')] }),
    [['unreachable', 0]],
  ],
  [
    'but between two measured ones there is',
    tableOf({ ...only, rows: [row([...when('>', '1'), ...when('<', '2')]), row([], 'B')] }),
    [],
  ],
  [
    'no count is below 0',
    tableOf({ ...whole, rows: [row(when('<', '0')), row([], 'A')] }),
    [['unreachable', 0]],
  ],
  ['a gap for what is not known', tableOf({ ...only, rows: [row(when('known'))] }), [['gap']]],
  [
    'rows that both hold with different levels',
    tableOf({ ...only, rows: [row(when('>=', '5'), 'C'), row([], 'A')] }),
    [['overlap', 0, 1]],
  ],
  [
    'and with the same level: nothing',
    tableOf({ ...only, rows: [row(when('>=', '5'), 'C'), row([], 'C')] }),
    [],
  ],
  ['an input that no row asks for', tableOf({ rows: [row([])] }), [['unused-input'], ['unused-input']]],
  [
    'SCORE adds up: overlaps are meant',
    tableOf({
      ...only,
      hit: 'score',
      steps: [{ from: 1, level: 'D' }],
      rows: [row(when('>=', '5'), null, 1), row(when('>=', '3'), null, 1)],
    }),
    [],
  ],
])('%s', (_name, table, expected) => {
  expect(kinds(table)).toEqual(expected)
})

test('levels that nobody gets are said', () => {
  const table = tableOf({ ...only, rows: [row(when('>=', '5'), 'C')] })
  expect(checkTable(table).flatMap((f) => (f.kind === 'unused-level' ? [f.level] : []))).toEqual(['B', 'D'])
})

test('a table too wide to be checked says so rather than nothing', () => {
  const inputs = Array.from({ length: 8 }, (_, n) => inputNamed(`n${n}`))
  const rows = inputs.map((i) => row([{ input: i.name, op: 'between', values: ['1', '2'] }]))
  expect(6 ** 8).toBeGreaterThan(mostCells)
  expect(checkTable(tableOf({ inputs, rows })).map((f) => f.kind)).toEqual(['not-checked'])
})

test.each<[string, Parameters<typeof contentOf>[0], string[]]>([
  ['sound', {}, []],
  ['two inputs of one name', { inputs: [inputNamed('n'), inputNamed('n')] }, ['input-twice']],
  ['a count that is no number', { inputs: [inputNamed('n', { type: 'text' })] }, ['count-is-number']],
  ['FIRST without a level', { rows: [row([], null)] }, ['row-without-level']],
  ['an unknown input', { rows: [row([{ input: 'x', op: '=', values: ['1'] }])] }, ['no-such-input']],
  ['too few values', { rows: [row(when('between', '1'))] }, ['value-count']],
  ['a value too many', { rows: [row(when('missing', '1'))] }, ['value-count']],
  ['greater than of a text', { rows: [row([{ input: 't', op: '>', values: ['1'] }])] }, ['op-of-numbers']],
  ['no number', { rows: [row(when('=', 'viele'))] }, ['no-number']],
  ['crossed ends', { rows: [row(when('between', '3', '1'))] }, ['ends-crossed']],
  ['SCORE without steps', { hit: 'score', steps: [] }, ['no-steps']],
  [
    'a step twice',
    {
      hit: 'score',
      steps: [
        { from: 1, level: 'B' },
        { from: 1, level: 'C' },
      ],
    },
    ['step-twice'],
  ],
  [
    'more points, lighter level',
    {
      hit: 'score',
      steps: [
        { from: 1, level: 'C' },
        { from: 5, level: 'B' },
      ],
    },
    ['steps-fall'],
  ],
  [
    'a step to the fallback',
    { hit: 'score', otherwise: 'B', steps: [{ from: 1, level: 'B' }] },
    ['steps-fall'],
  ],
])('%s', (_name, change, expected) => {
  expect(faultsOfTable(contentOf(change)).map((f) => f.key.replace('control.fault.', ''))).toEqual(expected)
})
