import { expect, it } from 'vitest'
import { levelJudge } from './compare.ts'
import { levelName } from './index.ts'
import type { Comparison, Field, Level } from './settings.ts'
import { makeTable, type Values } from './table.ts'

const fields: readonly Field[] = [
  { name: 'name', kind: 'text' },
  { name: 'sound', kind: 'text' },
  { name: 'alias', kind: 'text' },
  { name: 'born', kind: 'date' },
  { name: 'capital', kind: 'number' },
]

function levelBetween(comparison: Comparison, a: Values, b: Values): number {
  const judge = levelJudge(makeTable(fields, [a, b]), comparison)
  expect(judge(1, 0)).toBe(judge(0, 1))
  return judge(0, 1)
}

const nameLevels: readonly Level[] = [
  { by: 'exact' },
  { by: 'exact', in: 'sound' },
  { by: 'crossed', with: 'alias' },
  { by: 'edits', atMost: 1, swaps: true },
  { by: 'jaro-winkler', atLeast: 0.6 },
]

it.each<[string, Values, Values, number]>([
  ['the same', { name: '李伟' }, { name: '李伟' }, 0],
  ['blanks around', { name: ' 李伟 ' }, { name: '李伟' }, 0],
  ['the same sound', { name: '李伟', sound: 'liwei' }, { name: '李玮', sound: 'liwei' }, 1],
  ['no sound known', { name: '李伟' }, { name: '李玮', sound: 'liwei' }, 3],
  ['two fields exchanged', { name: '建国', alias: '王' }, { name: '王', alias: '建国' }, 2],
  ['two characters exchanged', { name: '王建国' }, { name: '王国建' }, 3],
  ['much alike', { name: '王小建国' }, { name: '王建' }, 4],
  ['another', { name: '李伟' }, { name: '欧阳修' }, 5],
  ['missing', { name: '' }, { name: '李伟' }, -1],
  ['missing on both sides', {}, { name: null }, -1],
])('a name that is %s', (_, a, b, level) => {
  expect(levelBetween({ field: 'name', levels: nameLevels }, a, b)).toBe(level)
})

it.each<[string, Values, Values, number]>([
  ['both', { name: '李伟', alias: 'x' }, { name: '李伟', alias: 'x' }, 0],
  ['the first', { name: '李伟', alias: 'x' }, { name: '李伟', alias: 'y' }, 1],
  ['the second, the first unknown', { alias: 'x' }, { name: '李伟', alias: 'x' }, 2],
  ['neither', { name: '李伟', alias: 'x' }, { name: '王建国', alias: 'y' }, 3],
  ['the first, the second unknown', { name: '李伟' }, { name: '李伟', alias: 'y' }, 1],
  ['no field that both have', { name: '李伟' }, { alias: 'y' }, -1],
])('two fields of one comparison agree in %s', (_, a, b, level) => {
  const levels: readonly Level[] = [
    { by: 'all', of: [{ by: 'exact' }, { by: 'exact', in: 'alias' }] },
    { by: 'exact' },
    { by: 'exact', in: 'alias' },
  ]
  expect(levelBetween({ field: 'name', second: 'alias', levels }, a, b)).toBe(level)
})

const bornLevels: readonly Level[] = [
  { by: 'exact' },
  { by: 'day-month-swapped' },
  { by: 'distance', atMost: 31 },
]

it.each([
  ['2001-03-12', '20010312', 0],
  ['2001-03-12', '2001/12/03', 1],
  ['2001-03-12', '2001-04-12', 2],
  ['2001-03-12', '2001-04-13', 3],
  ['2001-02-30', '2001-02-28', 3],
  ['2001', '2001-02-28', 3],
])('a birthday %s and %s', (a, b, level) => {
  expect(levelBetween({ field: 'born', levels: bornLevels }, { born: a }, { born: b })).toBe(level)
})

it.each([
  ['500', '520', 0],
  ['500', '521', 1],
  ['500', '五百', 1],
])('a capital of %s and %s', (a, b, level) => {
  const comparison: Comparison = { field: 'capital', levels: [{ by: 'distance', atMost: 20 }] }
  expect(levelBetween(comparison, { capital: a }, { capital: b })).toBe(level)
})

it.each<[string, Comparison]>([
  ['an unknown field', { field: 'colour', levels: [{ by: 'exact' }] }],
  ['a distance of texts', { field: 'name', levels: [{ by: 'distance', atMost: 1 }] }],
  ['a swapped day of a number', { field: 'capital', levels: [{ by: 'day-month-swapped' }] }],
])('refuses %s', (_, comparison) => {
  expect(() => levelJudge(makeTable(fields, []), comparison)).toThrow(RangeError)
})

it('names each level in words', () => {
  const both: Level = { by: 'all', of: [{ by: 'exact' }, { by: 'exact', in: 'sound' }] }
  expect([...nameLevels, ...bornLevels, both, undefined].map(levelName)).toEqual([
    '完全一致',
    'sound：完全一致',
    '与 alias 对调',
    '相差 ≤ 1 处（对调算一处）',
    'jaro-winkler ≥ 0.6',
    '完全一致',
    '日月对调',
    '相距 ≤ 31',
    '完全一致，sound：完全一致',
    '其余',
  ])
})
