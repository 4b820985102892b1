import { Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { type CellValue, TableError, type WriteRow } from './define.ts'

const byteOrderMark = '\ufeff'
/** Excel refuses longer cells. */
const excelCell = 32_767
const narrowest = 8
const widest = 60

/** The columns of all rows, in the order in which they first appear. */
function columnsOf(rows: readonly WriteRow[]): string[] {
  return [...new Set(rows.flatMap((r) => Object.keys(r)))]
}

/**
 * CSV that Excel opens as UTF-8 (byte order mark, CRLF). Text that a spreadsheet would take for a formula gets an
 * apostrophe in front (OWASP: CSV injection); numbers that are typed as numbers stay as they are.
 */
export function writeCsv(rows: readonly WriteRow[], columns: readonly string[] = columnsOf(rows)): Buffer {
  const lines = [columns.map(csvCell), ...rows.map((r) => columns.map((c) => csvCell(r[c])))]
  return Buffer.from(byteOrderMark + lines.map((cells) => `${csvLine(cells)}\r\n`).join(''), 'utf8')
}

/** A line of one empty cell has to be quoted, for an empty line is no record. */
function csvLine(cells: readonly string[]): string {
  return cells.length === 1 && cells[0] === '' ? '""' : cells.join(',')
}

function csvCell(value: CellValue): string {
  const text = typeof value === 'string' ? guardFormula(value) : plainText(value)
  return /[",;\t\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

/** The full-width signs count too: Excel in a Chinese locale takes them for the narrow ones. */
export function guardFormula(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
}

function plainText(value: CellValue): string {
  if (value === null || value === undefined) return ''
  return value instanceof Date ? value.toISOString() : String(value)
}

/**
 * A workbook of one sheet: header bold and frozen, columns as wide as what stands in them. Text is written as text,
 * so that no cell becomes a formula and no code loses its leading zeros.
 * @throws TableError `table.cell-too-long` above what Excel opens
 */
export async function writeXlsx(
  rows: readonly WriteRow[],
  columns: readonly string[] = columnsOf(rows),
  sheetName = 'Sheet1',
): Promise<Buffer> {
  const { WorkbookWriter } = await import('@cj-tech-master/excelts')
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  const workbook = new WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  const sheet = workbook.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map((c) => ({ width: widthOf(c, rows) }))
  const header = sheet.addRow(columns.map((c) => excelText(c, 1)))
  header.font = { bold: true }
  header.commit()
  for (const [i, row] of rows.entries()) {
    sheet.addRow(columns.map((c) => excelValue(row[c], i + 2))).commit()
    // A long export lets other requests in between.
    if (i % 500 === 499) await setImmediate()
  }
  sheet.commit()
  await workbook.commit()
  return Buffer.concat(chunks)
}

function excelValue(value: CellValue, line: number): string | number | boolean | null {
  if (value === null || value === undefined || value === '') return null
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'string' ? excelText(value, line) : value
}

function excelText(text: string, line: number): string {
  if (text.length > excelCell) throw new TableError(line, 'table.cell-too-long', { limit: excelCell })
  return text
}

/** Judged by the first rows; a Chinese character is two wide. */
function widthOf(column: string, rows: readonly WriteRow[]): number {
  const texts = [column, ...rows.slice(0, 200).map((r) => plainText(r[column]))]
  const widths = texts.map((t) => t.slice(0, widest).replace(/[\u1100-\uffff]/g, '  ').length + 2)
  return Math.min(widest, Math.max(narrowest, ...widths))
}
