import { Refusal } from '#kernel/action/define'

/** One record of a table: column name → text, in the order of the header. */
export interface TableRow {
  /** Line of the file (CSV, JSONL), row of the sheet (XLSX) or position in the array (JSON), counted from 1. */
  readonly line: number
  readonly values: Readonly<Record<string, string>>
}

/** What may be written into a cell; a date is written as its instant in ISO 8601, UTC. */
export type CellValue = string | number | boolean | Date | null | undefined

export type WriteRow = Readonly<Record<string, CellValue>>

export const tableLimits = {
  bytes: 100 * 1024 * 1024,
  rows: 200_000,
  columns: 1_000,
  /** Characters of one cell; an unclosed quote shows itself here instead of swallowing the file. */
  cell: 1_000_000,
} as const

/** A table that cannot be read or written. `message` is a key of `tabularMessages`; `line` 0 means the whole file. */
export class TableError extends Error {
  readonly line: number
  readonly details: Readonly<Record<string, string | number>>

  constructor(line: number, reason: string, details: Readonly<Record<string, string | number>> = {}) {
    super(reason)
    this.name = 'TableError'
    this.line = line
    this.details = { line, ...details }
  }
}

/** A table that an office sent and that cannot be read is a refusal with the line and the reason. */
export async function refuseUnreadable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof TableError) throw new Refusal('invalid', error.message, error.details)
    throw error
  }
}
