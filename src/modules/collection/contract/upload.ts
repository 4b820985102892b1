import { z } from 'zod'
import { RowProblem } from './quarantine.ts'

/** Largest file that is uploaded; a larger one comes by parts through the API or by a pull. */
export const largestFile = 100 * 1024 * 1024

/** Rows of an uploaded file that one part takes. */
export const rowsPerPart = 2000

/** Column of the file → item; columns that are not named are left out. */
export const ColumnMapping = z.record(z.string().max(300), z.string().max(63))
export type ColumnMapping = z.infer<typeof ColumnMapping>

export const UploadPreview = z
  .object({
    columns: z.array(z.string()),
    mapping: ColumnMapping,
    /** Required items that no column holds; as long as there are any, nothing can be sent. */
    missing: z.array(z.string()),
    /** Columns that are left out. */
    unknown: z.array(z.string()),
    total: z.int(),
    /** Rows that the contract refuses, as it is now. */
    wrong: z.int(),
    /** The first rows as the file has them. */
    rows: z.array(z.object({ line: z.int(), values: z.record(z.string(), z.string()) })),
    problems: z.array(z.object({ line: z.int(), problems: z.array(RowProblem) })),
  })
  .meta({ id: 'UploadPreview' })
export type UploadPreview = z.infer<typeof UploadPreview>

export const UploadFields = z.object({
  /** Chosen by the sender; the same again goes on where the last try stopped. */
  delivery: z.uuid(),
  mapping: ColumnMapping,
  mode: z.enum(['merge', 'replace']).default('merge'),
  /** The columns that are left out, as the sender has seen them. */
  leaveOut: z.array(z.string().max(300)).max(1000).default([]),
})
