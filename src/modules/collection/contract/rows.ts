import { z } from 'zod'

export const ListRows = z.object({
  id: z.uuid(),
  /** As it was known to the platform at this instant; absent: now. */
  asOf: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  /** The key after which the page begins. */
  after: z.string().max(2000).optional(),
})

export const StoredRow = z
  .object({
    key: z.string(),
    since: z.iso.datetime(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'StoredRow' })
export type StoredRow = z.infer<typeof StoredRow>

export const RowPage = z
  .object({ rows: z.array(StoredRow), next: z.string().nullable() })
  .meta({ id: 'RowPage' })
export type RowPage = z.infer<typeof RowPage>

/** Where the reader stands in the change feed: what `next` said last; absent: from the beginning. */
export const Position = z.string().regex(/^\d{1,20}-\d{1,20}$/)

export const ListChanges = z.object({
  id: z.uuid(),
  after: Position.optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(500),
})

export const RowChange = z
  .object({
    position: Position,
    /** `added` only where the row did not exist at the reader's position; a row that moved on is named once, as it is now. */
    kind: z.enum(['added', 'changed', 'removed']),
    key: z.string(),
    at: z.iso.datetime(),
    /** Null when removed. */
    data: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'RowChange' })
export type RowChange = z.infer<typeof RowChange>

export const ChangePage = z
  .object({
    changes: z.array(RowChange),
    /** Where to go on, now or later. */
    next: Position,
    /** More is there already. */
    more: z.boolean(),
  })
  .meta({ id: 'ChangePage' })
export type ChangePage = z.infer<typeof ChangePage>

export const RowHistoryOf = z.object({ id: z.uuid(), key: z.string().min(1).max(2000) })

export const RowState = z
  .object({
    since: z.iso.datetime(),
    /** Null: it is so now. */
    until: z.iso.datetime().nullable(),
    version: z.int(),
    delivery: z.uuid(),
    /** The row ended and none followed at once. */
    removed: z.boolean(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'RowState' })
export type RowState = z.infer<typeof RowState>

/** Newest first. */
export const RowHistory = z.object({ states: z.array(RowState) }).meta({ id: 'RowHistory' })
export type RowHistory = z.infer<typeof RowHistory>
