import { z } from 'zod'
import { Content } from './resource.ts'

/** Resources that one import takes. */
export const mostImported = 200

const ImportEntry = z.object({
  provider: z.string().min(1).max(100),
  /** Code of a resource whose draft is replaced; empty or unknown: a new one. */
  code: z.string().max(100).default(''),
  content: Content,
})

export const ImportResources = z.object({ entries: z.array(ImportEntry).min(1).max(mostImported) })

const Said = z.object({ key: z.string(), values: z.record(z.string(), z.string()) })

/** What a file would make, before anything is made. */
export const ImportPreview = z
  .object({
    entries: z.array(
      ImportEntry.extend({
        /** True where the code names a resource that is there. */
        exists: z.boolean(),
        notes: z.array(Said),
      }),
    ),
    /** What is not taken and why; line 0: the file as a whole. */
    problems: z.array(Said.extend({ line: z.int(), column: z.string() })),
  })
  .meta({ id: 'ImportPreview' })
export type ImportPreview = z.infer<typeof ImportPreview>

export const Imported = z
  .object({ created: z.int(), changed: z.int(), ids: z.array(z.uuid()) })
  .meta({ id: 'ResourcesImported' })
