import { TableError, tableLimits } from './define.ts'
import type { Cells } from './header.ts'
import { checkZip } from './zip.ts'

/**
 * Rows of the first visible sheet. A formula gives the value that was saved with it, a date its ISO form without a
 * zone (Excel knows none), rich text its plain text.
 * @throws TableError when the archive is damaged, unpacks to too much, or is no workbook
 */
export async function* readXlsx(zip: Buffer): AsyncGenerator<Cells> {
  await checkZip(zip)
  // Loaded on first use: it takes longer than everything else at start. The build that keeps sheets which come before their
  // texts in memory (`checkZip` bounds them): the other one writes files, and reading one that is already gone ends the process.
  const { WorkbookReader } = await import('@cj-tech-master/excelts/browser')
  try {
    const options = {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
    } as const
    for await (const sheet of new WorkbookReader(zip, options)) {
      if (sheet.state === 'hidden' || sheet.state === 'veryHidden') continue
      for await (const row of sheet) yield cellsOf(row.number, row.values)
      return
    }
  } catch (error) {
    throw error instanceof TableError ? error : new TableError(0, 'table.broken-xlsx')
  }
}

/** `values` counts columns from 1, as the sheet does. */
function cellsOf(line: number, values: unknown): Cells {
  const cells = Array.isArray(values) ? values.slice(1) : []
  if (cells.length > tableLimits.columns)
    throw new TableError(line, 'table.too-many-columns', { limit: tableLimits.columns })
  return { line, cells: Array.from(cells, textOf) }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return dateText(value)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value && Array.isArray(value.richText))
    return value.richText.map((r) => String(r?.text ?? '')).join('')
  if ('formula' in value || 'sharedFormula' in value)
    return textOf('result' in value ? value.result : undefined)
  if ('error' in value) return String(value.error)
  if ('text' in value) return textOf(value.text)
  return ''
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const [day = '', time = ''] = date.toISOString().split('T')
  return time.startsWith('00:00:00') ? day : `${day}T${time.slice(0, 8)}`
}
