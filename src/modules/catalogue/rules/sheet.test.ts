import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTable, writeCsv, writeXlsx } from '#kernel/tabular'
import type { Content } from '../contract.ts'
import { loadDemo } from '../demo.ts'
import { faultsOf } from './content.ts'
import { readSheet, sheetColumns, sheetRows } from './sheet.ts'

const demo = loadDemo().resources
const rowsOf = ({ provider, content }: { provider: string; content: Content }) =>
  sheetRows({ code: '307001/000001', provider, providerName: '某局', published: '2026-01-02', content })

async function readBack(file: Buffer, name: string) {
  const rows = []
  for await (const row of readTable(file, name)) rows.push(row)
  return readSheet(rows)
}

test.each(['csv', 'xlsx'] as const)('every demo resource comes back from %s as it was', async (format) => {
  const rows = demo.flatMap((d, n) =>
    rowsOf(d).map((r) => ('信息资源代码' in r ? { ...r, 信息资源代码: `c/${n}` } : r)),
  )
  const file = format === 'csv' ? writeCsv(rows, sheetColumns) : await writeXlsx(rows, sheetColumns)
  const { entries, problems } = await readBack(file, `目录.${format}`)
  expect(problems).toEqual([])
  expect(entries.map((e) => e.content)).toEqual(demo.map((d) => d.content))
  expect(entries.map((e) => e.provider)).toEqual(demo.map((d) => d.provider))
})

describe('what is wrong is named with row and column', () => {
  const [first = demo[0]] = demo
  const lines = () =>
    rowsOf(first as (typeof demo)[number]).map((r, n) => ({
      line: n + 2,
      values: Object.fromEntries(Object.entries(r).map(([k, v]) => [k, String(v)])),
    }))
  const changed = (n: number, values: Record<string, string>) =>
    readSheet(lines().map((l, i) => (i === n ? { ...l, values: { ...l.values, ...values } } : l)))
  test.each<[string, number, Record<string, string>, object]>([
    ['an unknown word', 0, { 共享类型: '随便' }, { line: 2, column: '共享类型', key: 'word-unknown' }],
    ['a missing name', 0, { 信息资源摘要: '' }, { line: 2, column: '信息资源摘要', key: 'missing' }],
    ['a form that is not right', 0, { 项: 'x' }, { line: 2, column: '项', key: 'form' }],
    ['an unknown type', 3, { 数据类型: '图片' }, { line: 5, column: '数据类型', key: 'word-unknown' }],
    ['a bad field name', 2, { 字段名: '性 别' }, { line: 4, column: '字段名', key: 'form' }],
    ['a contradiction', 1, { 更新周期: '每年' }, { line: 3, column: '更新周期', key: 'contradiction' }],
    ['rules that cannot be read', 0, { 质量规则: '{' }, { line: 2, column: '质量规则', key: 'not-readable' }],
    ['an unknown column', 0, { 备注二: 'x' }, { line: 1, column: '备注二', key: 'column-unknown' }],
    [
      'a fault of the content',
      0,
      { 格式表达式: '(a+)+' },
      { line: 2, column: '格式表达式', key: 'catalogue.fault.pattern-nested-repetition' },
    ],
    ['no provider', 0, { 提供方代码: '' }, { line: 2, column: '提供方代码', key: 'missing' }],
  ])('%s', (_name, n, values, expected) => {
    const { entries, problems } = changed(n, values)
    expect(problems).toEqual(expect.arrayContaining([expect.objectContaining(expected)]))
    if (!('备注二' in values)) expect(entries).toEqual([])
  })
  test.each([
    ['实时', { every: 1, unit: 'minute' }],
    ['每日', { every: 1, unit: 'day' }],
    ['3个月', { every: 3, unit: 'month' }],
    ['不定期', { every: 1, unit: 'irregular' }],
  ])('the cycle %s', (text, cycle) => {
    expect(changed(0, { 更新周期: text }).entries[0]?.content.cycle).toMatchObject(cycle)
  })
})

test('whatever stands in the cells, it is read or named, and what is taken has no fault', () => {
  const cell = fc.oneof(
    fc.constantFrom('', '是', '文本', '每1天', '[', '{}', '0', '不予共享', 'a_1'),
    fc.string({ maxLength: 20 }),
  )
  const row = fc.record(Object.fromEntries(sheetColumns.map((c) => [c, cell])), { requiredKeys: [] })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
      const { entries } = readSheet(
        rows.map((values, n) => ({ line: n + 2, values: values as Record<string, string> })),
      )
      expect(entries.flatMap((e) => faultsOf(e.content))).toEqual([])
    }),
  )
})
