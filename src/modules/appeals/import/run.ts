import { createHash } from 'node:crypto'
import type { Action, Execute } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Actor } from '#kernel/identity/define'
import { readTable, TableError, type TableRow } from '#kernel/tabular'
import type { SubmitAppeal } from '../contract.ts'
import { guessMapping, type Mapping } from './mapping.ts'
import { mapRow, type Reason, type RowOptions } from './row.ts'

export interface Rejected {
  /** Line of the file; 0 when the file as a whole is wrong. */
  readonly line: number
  readonly reason: Reason
  readonly values: TableRow['values']
}

export interface ImportReport {
  readonly rows: number
  readonly taken: number
  /** Rows that an earlier run took in. */
  readonly already: number
  readonly rejected: readonly Rejected[]
}

export interface ImportTable {
  readonly content: Buffer
  readonly filename: string
}

/** The first rows of a table, by which columns are guessed and shown. */
export interface TableHead {
  readonly columns: readonly string[]
  readonly sample: readonly TableRow[]
  readonly mapping: Mapping
}

const sampleRows = 20

/** @throws TableError when not even the first rows can be read */
export async function readHead(table: ImportTable): Promise<TableHead> {
  const sample: TableRow[] = []
  for await (const row of readTable(table.content, table.filename)) {
    sample.push(row)
    if (sample.length === sampleRows) break
  }
  // Rows of JSON need not all have the same fields.
  const columns = [...new Set(sample.flatMap((r) => Object.keys(r.values)))]
  return { columns, sample, mapping: guessMapping(columns, sample) }
}

/** Names a file by what is in it, so that a second run of the same file takes nothing in twice. */
export function systemOf(table: ImportTable): string {
  return `file:${createHash('sm3').update(table.content).digest('hex').slice(0, 12)}`
}

export interface ImportParts {
  readonly execute: Execute
  readonly submit: Action
  readonly actor: Actor
  readonly trace?: string
}

export interface ImportOptions extends Omit<RowOptions, 'system'> {
  readonly concurrency?: number
  readonly onProgress?: (report: ImportReport) => void
}

/**
 * Takes rows in one by one through the action, so that each has its audit entry, its clock and its event; wrong rows
 * are named and left out. Without `parts` it only looks. Foreseen refusals concern one row; anything else ends it.
 */
export async function importTable(
  table: ImportTable,
  { concurrency = 8, onProgress, ...options }: ImportOptions,
  parts?: ImportParts,
): Promise<ImportReport> {
  const report = { rows: 0, taken: 0, already: 0, rejected: [] as Rejected[] }
  const rowOptions = { ...options, system: systemOf(table) }
  const seen = new Set<string>()
  const rows = readTable(table.content, table.filename)
  const one = async (row: TableRow) => {
    report.rows++
    const reject = (reason: Reason) => report.rejected.push({ line: row.line, reason, values: row.values })
    const mapped = mapRow(row, rowOptions)
    if ('reason' in mapped) return reject(mapped.reason)
    const id = mapped.input.source?.id ?? ''
    if (seen.has(id)) return reject({ key: 'import.repeated', values: { id } })
    seen.add(id)
    if (parts === undefined) return
    const outcome = await takeIn(parts, mapped.input)
    if (outcome === 'taken' || outcome === 'already') report[outcome]++
    else reject(outcome)
  }
  const worker = async () => {
    for (let next = await rows.next(); next.done !== true; next = await rows.next()) {
      await one(next.value)
      onProgress?.(report)
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: parts === undefined ? 1 : concurrency }, worker))
  for (const end of ends) if (end.status === 'rejected') noteEnd(report.rejected, end.reason)
  report.rejected.sort((a, b) => a.line - b.line)
  return report
}

async function takeIn(parts: ImportParts, input: SubmitAppeal): Promise<'taken' | 'already' | Reason> {
  const { execute, submit, actor, trace } = parts
  try {
    await execute(submit, { actor, input, trace })
    return 'taken'
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'forbidden' || error.code === 'unauthenticated')
      throw error
    if (error.message === 'appeal.taken-in') return 'already'
    return { key: error.message, values: error.details as Reason['values'] }
  }
}

/** A file that cannot be read to its end is told at the line where it breaks; the rows before it are kept. */
function noteEnd(rejected: Rejected[], error: unknown): void {
  if (!(error instanceof TableError)) throw error
  rejected.push({ line: error.line, reason: { key: error.message, values: error.details }, values: {} })
}
