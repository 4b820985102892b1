import { extname } from 'node:path'
import { parseCsv } from './csv.ts'
import { TableError, type TableRow, tableLimits } from './define.ts'
import { type Cells, createNamer, isBlank } from './header.ts'
import { readJsonArray, readJsonLines } from './json.ts'
import { decodeText } from './text.ts'
import { readXlsx } from './xlsx.ts'

const zipMagic = Buffer.from('PK\u0003\u0004', 'latin1')
const oleMagic = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/**
 * Reads a table from CSV, JSONL, JSON or XLSX, record by record. XLSX is known by its content, text by the ending
 * of its name; what has no telling name is CSV.
 * @throws TableError with the line and the reason, after the good records before it were given
 */
export async function* readTable(buffer: Buffer, filename: string): AsyncGenerator<TableRow> {
  if (buffer.length > tableLimits.bytes)
    throw new TableError(0, 'table.too-large', { limitMb: tableLimits.bytes / 1024 / 1024 })
  let rows = 0
  for await (const row of recordsOf(buffer, filename)) {
    if (++rows > tableLimits.rows)
      throw new TableError(row.line, 'table.too-many-rows', { limit: tableLimits.rows })
    yield row
  }
  if (rows === 0) throw new TableError(0, 'table.empty')
}

function recordsOf(buffer: Buffer, filename: string): AsyncIterable<TableRow> | Iterable<TableRow> {
  if (startsWith(buffer, zipMagic)) return named(readXlsx(buffer))
  if (startsWith(buffer, oleMagic)) throw new TableError(0, 'table.old-excel')
  const ending = extname(filename).toLowerCase()
  if (ending === '.xlsx') throw new TableError(0, 'table.broken-xlsx')
  const text = decodeText(buffer)
  if (ending === '.jsonl' || ending === '.ndjson') return readJsonLines(text)
  if (ending === '.json') return readJsonArray(text)
  return named(parseCsv(text))
}

async function* named(lines: AsyncIterable<Cells> | Iterable<Cells>): AsyncGenerator<TableRow> {
  let name: ((row: Cells) => TableRow) | undefined
  for await (const line of lines) {
    if (isBlank(line)) continue
    if (name === undefined) name = createNamer(line)
    else yield name(line)
  }
}

function startsWith(buffer: Buffer, magic: Buffer): boolean {
  return buffer.subarray(0, magic.length).equals(magic)
}
