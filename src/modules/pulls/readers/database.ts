import type { RawRow } from '#modules/collection/contract'
import type { DatabasePlace, Position } from '../contract.ts'
import { positionOf, type Statement, statementOf } from '../rules.ts'
import { PullError, type Reader, type ReadJob, rowsPerPart } from './define.ts'
import { readMariadb } from './mariadb.ts'
import { readPostgresql } from './postgresql.ts'

/** Batches of one statement, in one read-only transaction. */
export type RunStatement = (
  job: ReadJob<DatabasePlace>,
  statement: Statement,
  batch: number,
) => AsyncGenerator<RawRow[]>

/** Rows of a table or a statement, in the order of its key or time. @throws PullError */
export async function* readDatabase(job: ReadJob<DatabasePlace>): Reader {
  const { place } = job
  const run = place.kind === 'postgresql' ? readPostgresql : readMariadb
  let before: Position | null = job.position
  let line = 1
  for await (const rows of run(job, statementOf(place, before), rowsPerPart)) {
    const last = rows.at(-1)
    const after: Position | null | string = last === undefined ? before : positionOf(place, last)
    if (typeof after === 'string') throw new PullError('no-column', { column: after })
    const bytes = rows.reduce((sum, row) => sum + sizeOf(row), 0)
    yield { chunk: { rows, firstLine: line, bytes, before, after } }
    line += rows.length
    before = after
  }
}

/** About what a row takes; databases do not say. */
function sizeOf(row: RawRow): number {
  return Object.values(row).reduce<number>((sum, v) => sum + (typeof v === 'string' ? v.length : 8), 0)
}
