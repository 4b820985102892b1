import { TableError, type TableRow } from './define.ts'

/** Cells of one record, before they know their columns; `line` is where it begins. */
export interface Cells {
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * Names the cells of every line by those of the first. Lines shorter than the header are filled with empty text;
 * a cell under no name is an error when it holds something, for its meaning is unknown.
 * @throws TableError `table.duplicate-column`, `table.extra-cell`
 */
export function createNamer(header: Cells): (row: Cells) => TableRow {
  const names = header.cells.map((c) => c.trim())
  const twice = names.find((n, i) => n !== '' && names.indexOf(n) !== i)
  if (twice !== undefined) throw new TableError(header.line, 'table.duplicate-column', { column: twice })
  return ({ line, cells }) => {
    const extra = cells.findIndex((c, i) => c !== '' && (names[i] ?? '') === '')
    if (extra >= 0) throw new TableError(line, 'table.extra-cell', { position: extra + 1 })
    const named = names.flatMap((name, i) => (name === '' ? [] : [[name, cells[i] ?? ''] as const]))
    return { line, values: Object.fromEntries(named) }
  }
}

/** True when every cell is blank; such lines say nothing. */
export function isBlank(row: Cells): boolean {
  return row.cells.every((c) => c.trim() === '')
}
