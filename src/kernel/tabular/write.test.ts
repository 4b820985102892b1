import { Workbook } from '@cj-tech-master/excelts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guardFormula, readTable, TableError, writeCsv, writeXlsx } from './index.ts'

async function read(bytes: Buffer, name: string): Promise<Record<string, string>[]> {
  const rows = []
  for await (const row of readTable(bytes, name)) rows.push({ ...row.values })
  return rows
}

/** A row that is blank throughout is no record; a header is trimmed. */
const column = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .filter((s) => s.trim() === s && guardFormula(s) === s)
const table = (cell: fc.Arbitrary<string>) =>
  fc.uniqueArray(column, { minLength: 1, maxLength: 5 }).chain((columns) => {
    const row = fc
      .tuple(...columns.map(() => cell))
      .map((cells) => Object.fromEntries(columns.map((c, i) => [c, cells[i] ?? ''])))
      .filter((r) => Object.values(r).some((v) => v.trim() !== ''))
    return fc.array(row, { minLength: 1, maxLength: 6 })
  })
const tricky = fc.constantFrom(
  '"',
  ',',
  ';',
  '\t',
  '\r\n',
  '\n',
  '\r',
  "'",
  '=',
  '+1',
  '-',
  '@',
  ' ',
  '　',
  '路灯',
  '𠮷',
  '_x0041_',
)
const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(tricky, { maxLength: 6 }).map((a) => a.join('')),
)
const mapValues = (rows: Record<string, string>[], f: (s: string) => string) =>
  rows.map((r) => Object.fromEntries(Object.entries(r).map(([k, v]) => [k, f(v)])))

test('CSV gives back what was written, with formulas guarded', async () => {
  await fc.assert(
    fc.asyncProperty(table(cell), async (rows) => {
      expect(await read(writeCsv(rows), 'x.csv')).toEqual(mapValues(rows, guardFormula))
    }),
    { numRuns: 500 },
  )
})

test('XLSX gives back what was written', async () => {
  // XML knows no other control characters, and makes one line end of all.
  const clean = cell.map((s) => s.replace(/\p{Cc}/gu, (c) => (c === '\n' || c === '\t' ? c : '')))
  await fc.assert(
    fc.asyncProperty(table(clean), async (rows) => {
      expect(await read(await writeXlsx(rows), 'x.xlsx')).toEqual(rows)
    }),
    { numRuns: 60 },
  )
})

test('CSV for Excel: mark, CRLF, formulas guarded, typed numbers as they are', () => {
  const csv = writeCsv([
    { 名称: '=HYPERLINK("http://a")', 数: -5 },
    { 名称: '＝1', 数: null, 日: new Date('2026-03-04T00:00:00Z') },
  ])
  expect(csv.toString('utf8')).toBe(
    `\ufeff名称,数,日\r\n"'=HYPERLINK(""http://a"")",-5,\r\n'＝1,,2026-03-04T00:00:00.000Z\r\n`,
  )
})

test('the workbook has a bold frozen header, widths, and text as text', async () => {
  const bytes = await writeXlsx([{ 编号: '007', 内容: '=1+1', 数: 3 }])
  const book = new Workbook()
  await book.xlsx.load(bytes)
  const [sheet] = book.worksheets
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
  expect(sheet?.getCell('A1').font?.bold).toBe(true)
  expect(sheet?.getRow(2).values).toEqual([undefined, '007', '=1+1', 3])
  expect(sheet?.getColumn(1).width).toBeGreaterThanOrEqual(8)
})

test('a text that Excel would not open is refused', async () => {
  await expect(writeXlsx([{ a: 'x'.repeat(32_768) }])).rejects.toThrow(TableError)
})
