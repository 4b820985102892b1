import { z } from 'zod'
import { Level } from './subjects.ts'

/** What an enterprise says against the level in force. */
export const ObjectLevel = z
  .object({ id: z.uuid(), reason: z.string().trim().min(5).max(1000) })
  .meta({ id: 'ObjectControlLevel' })

/** The owner's answer. Upheld: the subject is judged anew. */
export const AnswerObjection = z
  .object({
    id: z.uuid(),
    objection: z.uuid(),
    upheld: z.boolean(),
    answer: z.string().trim().min(2).max(1000),
  })
  .meta({ id: 'AnswerControlObjection' })

export const ObjectionView = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    /** Level that it is about. */
    level: Level,
    reason: z.string(),
    /** Null: it waits. */
    answered: z
      .object({ at: z.iso.datetime(), by: z.string(), upheld: z.boolean(), answer: z.string() })
      .nullable(),
  })
  .meta({ id: 'ControlObjection' })
export type ObjectionView = z.infer<typeof ObjectionView>
