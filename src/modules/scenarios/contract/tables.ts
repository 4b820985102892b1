import { z } from 'zod'
import { ItemName, ValueLabels } from '#modules/catalogue/contract'
import { TableCondition, ValueType } from '#modules/control/contract'
import { PartCode, Words } from './words.ts'

const TableValue = z.union([z.string().max(200), z.number(), z.boolean()])

const Column = z.object({
  name: ItemName,
  title: Words(40),
  type: ValueType,
  /** What people read for a value. */
  labels: ValueLabels.optional(),
})
export type TableColumn = z.infer<typeof Column>

/** What a row or `otherwise` says: a value for each output. */
const Outcome = z.record(ItemName, TableValue)

/**
 * A decision table with the hit policy FIRST of OMG's Decision Model and Notation 1.3: the first row whose conditions all hold
 * says the outputs, `otherwise` where none does, so that every combination of values has an answer.
 */
export const OwnTable = z
  .object({
    code: PartCode,
    title: Words(60),
    inputs: z.array(Column).min(1).max(12),
    outputs: z.array(Column).min(1).max(8),
    rows: z
      .array(
        z.object({
          conditions: z
            .array(TableCondition.extend({ input: ItemName }))
            .max(12)
            .default([]),
          outputs: Outcome,
          /** Why, in words; shown wherever the row has decided. */
          note: Words(200).nullable().default(null),
        }),
      )
      .min(1)
      .max(100),
    otherwise: Outcome,
  })
  .meta({ id: 'ScenarioTable' })
export type OwnTable = z.infer<typeof OwnTable>

/** What a table says of values. */
export const TableAnswer = z.object({
  /** From 0; null: no row held. */
  row: z.int().nullable(),
  outputs: Outcome,
  note: Words(200).nullable(),
})
export type TableAnswer = z.infer<typeof TableAnswer>
