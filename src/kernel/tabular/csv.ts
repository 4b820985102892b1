import { TableError, tableLimits } from './define.ts'
import type { Cells } from './header.ts'

const delimiters = [',', ';', '\t']

/** The delimiter that stands most often in the first line that is not empty, outside quotes; else the comma. */
export function detectDelimiter(text: string): string {
  const counts = new Map<string, number>()
  let quoted = false
  let empty = true
  for (const c of text.slice(0, 64 * 1024)) {
    const isEnd = !quoted && (c === '\n' || c === '\r')
    if (isEnd && !empty) break
    if (c === '"') quoted = !quoted
    else if (!quoted) counts.set(c, (counts.get(c) ?? 0) + 1)
    empty &&= isEnd
  }
  return delimiters.reduce((best, d) => ((counts.get(d) ?? 0) > (counts.get(best) ?? 0) ? d : best))
}

/**
 * Records of a CSV text (RFC 4180; CRLF, LF and CR end a line), each with the line on which it begins. Lines that are empty are passed over. A quote
 * inside an unquoted cell is an ordinary character, as Excel reads it.
 * @throws TableError with the line on which the trouble begins
 */
export function* parseCsv(text: string, delimiter = detectDelimiter(text)): Generator<Cells> {
  const cursor: Cursor = { text, delimiter, at: 0, line: 1 }
  while (cursor.at < text.length) {
    const line = cursor.line
    const cells = readRecord(cursor)
    if (cells.length > 1 || cells[0] !== '') yield { line, cells }
  }
}

interface Cursor {
  readonly text: string
  readonly delimiter: string
  at: number
  line: number
}

function readRecord(cursor: Cursor): string[] {
  const cells: string[] = []
  const line = cursor.line
  for (;;) {
    cells.push(cursor.text[cursor.at] === '"' ? readQuoted(cursor) : readPlain(cursor))
    if (cells.length > tableLimits.columns)
      throw new TableError(line, 'table.too-many-columns', { limit: tableLimits.columns })
    const end = cursor.text[cursor.at]
    cursor.at++
    if (end === cursor.delimiter) continue
    if (end === '\r' && cursor.text[cursor.at] === '\n') cursor.at++
    cursor.line++
    return cells
  }
}

function readPlain(cursor: Cursor): string {
  const { text, delimiter, at } = cursor
  let end = at
  while (end < text.length) {
    const c = text[end]
    if (c === delimiter || c === '\n' || c === '\r') break
    end++
  }
  if (end - at > tableLimits.cell) throw tooLong(cursor.line)
  cursor.at = end
  return text.slice(at, end)
}

function readQuoted(cursor: Cursor): string {
  const { text } = cursor
  const began = cursor.line
  let cell = ''
  let from = cursor.at + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) throw new TableError(began, 'table.unclosed-quote')
    cell += text.slice(from, quote)
    if (cell.length > tableLimits.cell) throw tooLong(began)
    from = quote + 1
    if (text[from] !== '"') break
    cell += '"'
    from++
  }
  const next = text[from]
  if (next !== undefined && next !== cursor.delimiter && next !== '\n' && next !== '\r')
    throw new TableError(began, 'table.stray-quote')
  cursor.at = from
  cursor.line += countLines(cell)
  return cell
}

function countLines(cell: string): number {
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0
}

function tooLong(line: number): TableError {
  return new TableError(line, 'table.cell-too-long', { limit: tableLimits.cell })
}
