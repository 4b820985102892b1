import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'

export const quarantineStates = ['waiting', 'released', 'discarded'] as const
export const QuarantineState = z.enum(quarantineStates)

export const RowProblem = z
  .object({
    /** Empty where the whole row is meant. */
    item: z.string(),
    /** The end of a message key: `collection.problem.<reason>`. */
    reason: z.string(),
    rule: z.string().optional(),
    expected: z.string().optional(),
  })
  .meta({ id: 'RowProblem' })
export type RowProblem = z.infer<typeof RowProblem>

const Filter = z.object({
  item: z.string().max(100).optional(),
  reason: z.string().max(60).optional(),
  delivery: z.uuid().optional(),
})

export const ListQuarantine = Filter.extend({
  id: z.uuid(),
  state: QuarantineState.default('waiting'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  /** The row after which the page begins. */
  after: z.uuid().optional(),
})

export const QuarantinedRow = z
  .object({
    id: z.uuid(),
    delivery: z.uuid(),
    line: z.int(),
    at: z.iso.datetime(),
    state: QuarantineState,
    problems: z.array(RowProblem),
    /** As it was sent; null for readers who may not see values. */
    data: z.record(z.string(), z.unknown()).nullable(),
    /** Values put in the place of those sent. */
    corrected: z.record(z.string(), z.unknown()).nullable(),
    settledAt: z.iso.datetime().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'QuarantinedRow' })
export type QuarantinedRow = z.infer<typeof QuarantinedRow>

export const QuarantinePage = z
  .object({
    rows: z.array(QuarantinedRow),
    next: z.uuid().nullable(),
    /** Rows that the filter finds. */
    total: z.int(),
    /** What waiting rows break, most frequent first; a row may break several. */
    reasons: z.array(z.object({ item: z.string(), reason: z.string(), rows: z.int() })),
    mayRepair: z.boolean(),
  })
  .meta({ id: 'QuarantinePage' })
export type QuarantinePage = z.infer<typeof QuarantinePage>

const Values = z.record(z.string().max(100), z.unknown())

/** One row with what it should have said; null empties a value. */
export const ReleaseRow = z.object({
  resource: z.uuid(),
  id: z.uuid(),
  values: Values.default({}),
  /** Takes the place of a row that arrived in the meantime. */
  overwrite: z.boolean().default(false),
})

/** Tries waiting rows again by the contract as it is now; so many at a time, from `after` on. */
export const RetryRows = Filter.extend({
  resource: z.uuid(),
  after: z.uuid().optional(),
  limit: z.int().min(1).max(2000).default(1000),
})

/** Puts one value in the place of another wherever it stands in an item of waiting rows, and tries these again. */
export const CorrectRows = RetryRows.extend({
  item: ItemName,
  from: z.string().max(2000),
  to: z.string().max(2000),
})

export const DiscardRows = z.object({
  resource: z.uuid(),
  ids: z.array(z.uuid()).min(1).max(500),
  reason: z.string().trim().min(2).max(500),
})
export const RestoreRows = DiscardRows.omit({ reason: true })

export const Repaired = z
  .object({
    released: z.int(),
    /** Still waiting, with the problems that remain. */
    remaining: z.int(),
    /** Where the next call goes on; null when all were tried. */
    next: z.uuid().nullable(),
  })
  .meta({ id: 'Repaired' })
export type Repaired = z.infer<typeof Repaired>

export const RowReleased = z.object({ id: z.uuid(), key: z.string() }).meta({ id: 'RowReleased' })
export const RowsSettled = z.object({ rows: z.int() }).meta({ id: 'RowsSettled' })
