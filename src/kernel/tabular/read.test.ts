import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { Writable } from 'node:stream'
import { deflateRawSync } from 'node:zlib'
import { Workbook, WorkbookWriter } from '@cj-tech-master/excelts'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { TableError, tableLimits } from './define.ts'
import { readTable } from './index.ts'

async function rowsOf(content: Buffer | string, name = 'table.csv') {
  const rows = []
  for await (const row of readTable(Buffer.from(content as string), name)) rows.push(row)
  return rows
}

async function failureOf(content: Buffer | string, name = 'table.csv'): Promise<[number, string]> {
  try {
    await rowsOf(content, name)
  } catch (error) {
    if (error instanceof TableError) return [error.line, error.message]
    throw error
  }
  return [-1, 'read']
}

describe('CSV', () => {
  const table = '名称,数量\n路灯,3\n"井盖,铸铁","2"\n'
  const expected = [
    { line: 2, values: { 名称: '路灯', 数量: '3' } },
    { line: 3, values: { 名称: '井盖,铸铁', 数量: '2' } },
  ]

  test.each([
    ['UTF-8', Buffer.from(table)],
    ['UTF-8 with byte order mark', Buffer.from(`\ufeff${table}`)],
    ['GBK', iconv.encode(table, 'gbk')],
    ['UTF-16 with mark', iconv.encode(table, 'utf-16le', { addBOM: true })],
    ['CRLF', Buffer.from(table.replaceAll('\n', '\r\n'))],
    ['CR', Buffer.from(table.replaceAll('\n', '\r'))],
    ['no last line end', Buffer.from(table.trimEnd())],
    ['tabs', Buffer.from('名称\t数量\n路灯\t3\n井盖,铸铁\t2')],
    ['semicolons', Buffer.from('名称;数量\n路灯;3\n井盖,铸铁;2')],
  ])('%s', async (_name, bytes) => {
    expect(await rowsOf(bytes)).toEqual(expected)
  })

  test('GB18030 characters beyond GBK', async () => {
    expect((await rowsOf(iconv.encode('姓名\n㐀𠮷\n', 'gb18030')))[0]?.values).toEqual({ 姓名: '㐀𠮷' })
  })

  test('a line number is that of the file, with line ends inside quotes and empty lines', async () => {
    const rows = await rowsOf('a,b\n"x\r\ny",1\n\n \nz,""" q"\n')
    expect(rows).toEqual([
      { line: 2, values: { a: 'x\r\ny', b: '1' } },
      { line: 6, values: { a: 'z', b: '" q' } },
    ])
  })

  test('one column whose text holds semicolons', async () => {
    expect((await rowsOf('\na\nx;y\n'))[0]?.values).toEqual({ a: 'x;y' })
  })

  test('short lines are filled, empty cells beyond the header are nothing', async () => {
    expect((await rowsOf('a,b,\n1\n2,3,,,\n')).map((r) => r.values)).toEqual([
      { a: '1', b: '' },
      { a: '2', b: '3' },
    ])
  })

  test('a column called __proto__ is a column', async () => {
    const [row] = await rowsOf('__proto__,b\nx,y\n')
    expect(Object.entries(row?.values ?? {})).toEqual([
      ['__proto__', 'x'],
      ['b', 'y'],
    ])
  })

  test.each<[string, Buffer | string, number, string]>([
    ['nothing', '', 0, 'table.empty'],
    ['a header alone', 'a,b\n', 0, 'table.empty'],
    ['an unclosed quote', 'a,b\n1,2\n3,"4\n5,6\n', 3, 'table.unclosed-quote'],
    ['text behind a quote', 'a\n"x"y\n', 2, 'table.stray-quote'],
    ['a column twice', 'a,b,a\n1,2,3', 1, 'table.duplicate-column'],
    ['a cell without a column', 'a,b\n1,2,3', 2, 'table.extra-cell'],
    ['bytes that are no text', Buffer.from([0x61, 0x0a, 0xff, 0xff, 0x80, 0x0a]), 0, 'table.encoding'],
    ['old Excel', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 0, 'table.old-excel'],
    ['one cell of 10 MB', `a\n1\n${'x'.repeat(10_000_000)}\n`, 3, 'table.cell-too-long'],
    ['a line of 10 MB', `a\n${'xx,'.repeat(3_400_000)}\n`, 2, 'table.too-many-columns'],
    [
      'too many rows',
      `a\n${'1\n'.repeat(tableLimits.rows + 1)}`,
      tableLimits.rows + 2,
      'table.too-many-rows',
    ],
    ['too many bytes', Buffer.alloc(tableLimits.bytes + 1), 0, 'table.too-large'],
  ])('refuses %s', async (_name, content, line, reason) => {
    expect(await failureOf(content)).toEqual([line, reason])
  })
})

describe('JSON', () => {
  test('lines; long numbers keep their digits, nested values stay JSON', async () => {
    const text = '{"a":500107202601010001,"b":null}\n\n{"a":"x","b":{"c":[1,true]}}\n'
    expect(await rowsOf(text, 't.jsonl')).toEqual([
      { line: 1, values: { a: '500107202601010001', b: '' } },
      { line: 3, values: { a: 'x', b: '{"c":[1,true]}' } },
    ])
  })

  test('an array', async () => {
    expect(await rowsOf('[{"a":1.50},{"a":false}]', 't.json')).toEqual([
      { line: 1, values: { a: '1.50' } },
      { line: 2, values: { a: 'false' } },
    ])
  })

  test.each<[string, string, string, number, string]>([
    ['a broken line', '{"a":1}\n{"a":', 't.jsonl', 2, 'table.not-json'],
    ['a number as record', '{"a":1}\n5', 't.jsonl', 2, 'table.not-object'],
    ['an object instead of an array', '{"a":1}', 't.json', 0, 'table.not-array'],
    ['a list in the array', '[{"a":1},[2]]', 't.json', 2, 'table.not-object'],
  ])('refuses %s', async (_name, text, name, line, reason) => {
    expect(await failureOf(text, name)).toEqual([line, reason])
  })
})

describe('XLSX', () => {
  async function workbook(): Promise<Buffer> {
    const book = new Workbook()
    book.addWorksheet('隐藏', { state: 'hidden' }).addRow(['no'])
    const sheet = book.addWorksheet('表')
    sheet.addRow(['名称', '数', '日', '式', '富'])
    sheet.addRow(['=1+1', -5.5, new Date('2026-03-04T00:00:00Z'), { formula: 'B2*2', result: -11 }, true])
    sheet.addRow([])
    sheet.addRow([
      '007',
      1e15,
      new Date('2026-03-04T05:06:07Z'),
      { formula: 'A1', result: '文' },
      { richText: [{ text: '富' }, { text: '文本' }] },
    ])
    return Buffer.from(await book.xlsx.writeBuffer())
  }

  test('the first visible sheet; formulas by their saved value, dates in ISO', async () => {
    expect(await rowsOf(await workbook(), 'x.bin')).toEqual([
      { line: 2, values: { 名称: '=1+1', 数: '-5.5', 日: '2026-03-04', 式: '-11', 富: 'true' } },
      {
        line: 4,
        values: { 名称: '007', 数: '1000000000000000', 日: '2026-03-04T05:06:07', 式: '文', 富: '富文本' },
      },
    ])
  })

  test('a truncated file is refused, wherever it was cut', async () => {
    const whole = await workbook()
    for (const part of [0.05, 0.3, 0.6, 0.9, 0.99])
      expect(await failureOf(whole.subarray(0, whole.length * part), 'x.xlsx')).toEqual([
        0,
        'table.broken-xlsx',
      ])
  })

  test('a changed byte in the data is refused or read, but never another error', async () => {
    const whole = await workbook()
    for (let at = 40; at < whole.length; at += 97) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 0xff
      const [, reason] = await failureOf(bytes, 'x.xlsx')
      expect(reason).toMatch(/^(read|table\..+)$/)
    }
  })

  test.each([
    ['that says what it unpacks to', 300 * 1024 * 1024],
    ['that lies about it', 1000],
  ])('a zip bomb %s is not unpacked', async (_name, declared) => {
    const bomb = zipOf('xl/worksheets/sheet1.xml', deflateRawSync(Buffer.alloc(300 * 1024 * 1024)), declared)
    const before = process.memoryUsage.rss()
    expect(await failureOf(bomb, 'x.xlsx')).toEqual([0, 'table.zip-bomb'])
    expect(process.memoryUsage.rss() - before).toBeLessThan(50 * 1024 * 1024)
  })

  test('an entry that the directory does not name is refused', async () => {
    const hidden = zipOf('xl/workbook.xml', deflateRawSync(Buffer.alloc(1_000_000)), 1_000_000)
    const whole = await workbook()
    const end = hidden.length - 22 - 46 - 'xl/workbook.xml'.length
    const joined = Buffer.concat([hidden.subarray(0, end), whole])
    const at = joined.length - 22
    joined.writeUInt32LE(joined.readUInt32LE(at + 16) + end, at + 16)
    expect(await failureOf(joined, 'x.xlsx')).toEqual([0, 'table.broken-xlsx'])
  })

  test('text named xlsx is refused', async () => {
    expect(await failureOf('a,b\n1,2', 'x.xlsx')).toEqual([0, 'table.broken-xlsx'])
  })
})

/** An archive of one deflated entry whose headers declare the given size. */
function zipOf(name: string, packed: Buffer, declared: number): Buffer {
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32LE(packed.length, 4)
  sizes.writeUInt32LE(declared, 8)
  const common = Buffer.concat([
    Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]),
    sizes,
    Buffer.from([name.length, 0, 0, 0]),
  ])
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, Buffer.from(name), packed])
  const entry = Buffer.concat([
    Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'),
    common,
    Buffer.alloc(14),
    Buffer.from(name),
  ])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, entry, end])
}

test('a sheet that comes before its texts is kept in memory, and may be passed over or left early', async () => {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write: (chunk: Uint8Array, _encoding, done) => {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  const workbook = new WorkbookWriter({ stream, useSharedStrings: true })
  for (const [name, state] of [
    ['旧表', 'hidden'],
    ['新表', 'visible'],
  ] as const) {
    const sheet = workbook.addWorksheet(name, { state })
    for (const cell of ['名称', name, '第二行']) sheet.addRow([cell]).commit()
    sheet.commit()
  }
  await workbook.commit()
  const file = Buffer.concat(chunks)
  expect(await rowsOf(file, 'x.xlsx')).toEqual([
    { line: 2, values: { 名称: '新表' } },
    { line: 3, values: { 名称: '第二行' } },
  ])
  // A file that is read after it was removed would end the process: there is none.
  const files = () => readdirSync(tmpdir()).filter((name) => name.startsWith('excelts-'))
  const before = files()
  for await (const row of readTable(file, 'x.xlsx')) {
    expect(files()).toEqual(before)
    if (row.line === 2) break
  }
})
