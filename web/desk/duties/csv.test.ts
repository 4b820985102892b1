import { expect, it } from 'vitest'
import { parseCsv, rowsOf } from './csv.ts'

it.each([
  [
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    '\uFEFFa,b\r\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['a\n"x, ""y""\nz"', [['a'], ['x, "y"\nz']]],
  [
    'a,b\n,\n1,',
    [
      ['a', 'b'],
      ['1', ''],
    ],
  ],
  ['', []],
])('reads %j', (text, rows) => {
  expect(parseCsv(text)).toEqual(rows)
})

it('names the values by the header and counts lines from it', () => {
  expect(
    rowsOf([
      ['编号', '单位'],
      ['x', ' y '],
    ]),
  ).toEqual([{ line: 2, values: { 编号: 'x', 单位: 'y' } }])
})
