import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'
import { IdentityLevel } from './mine.ts'

export const correctionKinds = ['correct', 'explain', 'delete'] as const
/** PIPL art. 46, 48, 47. */
export const CorrectionKind = z.enum(correctionKinds)
export type CorrectionKind = z.infer<typeof CorrectionKind>

export const deletionGrounds = [
  'purpose-over',
  'period-over',
  'consent-withdrawn',
  'unlawful',
  'other-law',
] as const
/** Where PIPL art. 47 gives a right to deletion. */
export const DeletionGround = z.enum(deletionGrounds)
export type DeletionGround = z.infer<typeof DeletionGround>

export const AskCorrection = z
  .object({
    resource: z.uuid(),
    ref: z.string().regex(/^[0-9a-f]{32}$/),
    kind: CorrectionKind,
    /** What is right, by item; for `correct` alone. */
    values: z.record(ItemName, z.string().trim().max(2000)).default({}),
    ground: DeletionGround.nullable().default(null),
    text: z.string().trim().min(5).max(2000),
  })
  .refine((c) => (c.kind === 'correct') === Object.keys(c.values).length > 0, { path: ['values'] })
  .refine((c) => (c.kind === 'delete') === (c.ground !== null), { path: ['ground'] })

export const AcceptCorrection = z.object({ text: z.string().trim().min(5).max(2000) })
export const RefuseCorrection = z.object({
  reason: z.string().trim().min(5).max(2000),
  legalBasis: z.string().trim().min(2).max(500),
})
export const GiveBackCorrection = z.object({ reason: z.string().max(500) })

export const CorrectionDetails = z.object({
  resource: z.uuid(),
  resourceName: z.string(),
  kind: CorrectionKind,
  /** How well the platform knew who asked. */
  level: IdentityLevel,
  /** Titles of the items to be corrected; the values lie sealed apart. */
  items: z.array(z.string()),
  ground: DeletionGround.nullable(),
  answer: z.string().nullable(),
  legalBasis: z.string().nullable(),
})
export type CorrectionDetails = z.infer<typeof CorrectionDetails>

export const CorrectionMade = z.object({ id: z.uuid(), number: z.string() }).meta({ id: 'CorrectionMade' })

/** The row as the provider holds it, and what the person says is right. */
export const CorrectionValues = z
  .object({
    items: z.array(
      z.object({
        item: ItemName,
        title: z.string(),
        held: z.string().nullable(),
        wanted: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'CorrectionValues' })
export type CorrectionValues = z.infer<typeof CorrectionValues>
