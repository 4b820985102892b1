import { z } from 'zod'
import { CheckName } from './checks.ts'

export const outcomes = ['done', 'right'] as const

/** What was done, or why it is right as it is; the latter holds until a day. */
export const AnswerCheck = z
  .object({
    outcome: z.enum(outcomes),
    text: z.string().trim().min(5).max(2000),
    /** The last day of the exception; needed where it is right as it is. */
    until: z.iso.date().optional(),
  })
  .meta({ id: 'AnswerCheck' })
export type AnswerCheck = z.infer<typeof AnswerCheck>

/** A check that a post has to answer (核查单). It names no person: whose reading it is stands in the finding alone. */
export const DataCheckDetails = z.object({
  finding: z.uuid(),
  check: CheckName,
  name: z.string(),
  resource: z.uuid().nullable(),
  /** The organization that it is about; the lead may be another where it has nobody who could answer. */
  org: z.string(),
  limits: z.object({ accept: z.int(), answer: z.int() }),
  answer: AnswerCheck.extend({ at: z.iso.datetime(), by: z.string() }).nullable(),
  simulated: z.boolean(),
})
export type DataCheckDetails = z.infer<typeof DataCheckDetails>
