import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#kernel/database'
import { IndicatorDefinition, type IndicatorView } from '../contract/indicators.ts'
import { problemsOf } from '../rules/indicators.ts'

/** Reads a shipped set; a definition that breaks the grammar stops the program at its start. */
export function readShipped(file: string): readonly IndicatorView[] {
  const parsed = z.array(IndicatorDefinition).safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`)
  for (const definition of parsed.data)
    for (const { message, field } of problemsOf(definition))
      throw new Error(`${file}: ${definition.code}: ${message} (${field})`)
  const about = { version: 1, shipped: true, retired: false, savedBy: null, savedAt: null }
  return parsed.data.map((definition) => ({ ...definition, ...about }))
}

interface OwnRow {
  readonly version: number
  readonly definition: IndicatorDefinition
  readonly retired: boolean
  readonly saved_at: Date
  readonly saved_by: string
}

/** The last version of each indicator that the office has defined itself, in the order in which they were first saved. */
export async function listOwn(tx: Tx, type: string): Promise<IndicatorView[]> {
  const { rows } = await sql<OwnRow>`
    select distinct on (code) code, version, definition, retired, saved_at, saved_by from indicators
    where type = ${type} order by code, version desc`.execute(tx)
  return rows.map((r) => ({
    ...r.definition,
    version: r.version,
    shipped: false,
    retired: r.retired,
    savedBy: r.saved_by,
    savedAt: r.saved_at.toISOString(),
  }))
}
