import { z } from 'zod'
import { ItemName, WatchRef, WatchState, WatchView } from './watch.ts'

/** What a watch reads of a resource: the items, and the rows that it looks at. */
export const Reach = z
  .object({
    items: z.array(ItemName).min(1).max(12),
    where: z.object({ item: ItemName, equals: z.string().max(200) }).nullable(),
  })
  .meta({ id: 'WatchReach' })
export type Reach = z.infer<typeof Reach>

export const consentStates = ['asked', 'given', 'refused', 'withdrawn', 'replaced'] as const
/** `replaced`: asked for anew, with another reach. */
export const ConsentState = z.enum(consentStates)
export type ConsentState = z.infer<typeof ConsentState>

export const AskConsent = WatchRef.extend({ purpose: z.string().trim().min(5).max(1000) }).meta({
  id: 'AskConsent',
})
export const AnswerConsent = z
  .object({ id: z.uuid(), reason: z.string().trim().min(2).max(1000) })
  .meta({ id: 'AnswerConsent' })

export const ListConsents = z.object({
  state: ConsentState.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
})

export const ConsentView = z
  .object({
    id: z.uuid(),
    watch: z.uuid(),
    watchName: z.string(),
    watchState: WatchState,
    /** Organization that watches; null: unknown. */
    owner: z.string().nullable(),
    provider: z.string(),
    resource: z.uuid(),
    resourceName: z.string(),
    reach: Reach,
    /** Titles of the items. */
    titles: z.array(z.string()),
    purpose: z.string(),
    state: ConsentState,
    askedAt: z.iso.datetime(),
    askedBy: z.string(),
    answeredAt: z.iso.datetime().nullable(),
    answeredBy: z.string().nullable(),
    reason: z.string(),
    can: z.array(z.enum(['give', 'refuse', 'withdraw'])),
  })
  .meta({ id: 'WatchConsent' })
export type ConsentView = z.infer<typeof ConsentView>
export const ConsentPage = z
  .object({ rows: z.array(ConsentView), total: z.int() })
  .meta({ id: 'WatchConsentPage' })
export type ConsentPage = z.infer<typeof ConsentPage>
export const ConsentChanged = z
  .object({ id: z.uuid(), state: ConsentState })
  .meta({ id: 'WatchConsentChanged' })

/** One watch, with what was asked last of its provider. */
export const WatchWithConsent = WatchView.extend({ consent: ConsentView.nullable() }).meta({
  id: 'WatchWithConsent',
})
export type WatchWithConsent = z.infer<typeof WatchWithConsent>
