import { z } from 'zod'
import { LetterView } from './requests.ts'
import { Reason } from './source.ts'

export const letterStates = ['waiting', 'tried', 'dismissed', 'solved'] as const

export const ListLetters = z.object({
  state: z.enum(letterStates).optional(),
  source: z.uuid().optional(),
  /** Part of the name of a file or page. */
  q: z.string().trim().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

export const LetterRow = LetterView.extend({
  source: z.uuid(),
  sourceName: z.string(),
  provider: z.string(),
  settledAt: z.iso.datetime().nullable(),
  settledReason: z.string().nullable(),
  hasContent: z.boolean(),
  may: z.object({ settle: z.boolean() }),
}).meta({ id: 'PullLetterRow' })
export type LetterRow = z.infer<typeof LetterRow>

export const LetterPage = z
  .object({
    rows: z.array(LetterRow),
    total: z.int(),
    /** How many of each state the reader may see, whatever is filtered. */
    states: z.record(z.enum(letterStates), z.int()),
    sources: z.array(z.object({ id: z.uuid(), name: z.string() })),
  })
  .meta({ id: 'PullLetterPage' })
export type LetterPage = z.infer<typeof LetterPage>

export const LetterRef = z.object({ source: z.uuid(), id: z.uuid() })
/** What came, as far as it was kept. Who looks at it is on record: it may hold personal data. */
export const LetterContent = z
  .object({
    reason: Reason,
    /** The beginning as text; bytes that are none are shown as �. */
    text: z.string(),
    bytes: z.int(),
    /** More came than was kept. */
    cut: z.boolean(),
  })
  .meta({ id: 'PullLetterContent' })
export type LetterContent = z.infer<typeof LetterContent>

/** For how many days runs, and letters that nobody has to look at any more, are kept. */
export const PullRetention = z
  .object({
    version: z.int().min(0),
    runDays: z.int().min(7).max(3650),
    letterDays: z.int().min(1).max(3650),
  })
  .meta({ id: 'PullRetention' })
export type PullRetention = z.infer<typeof PullRetention>
