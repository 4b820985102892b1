import { z } from 'zod'
import { Purpose, Terms } from './terms.ts'

export const grantStates = ['drafted', 'active', 'suspended', 'ended'] as const
export const GrantState = z.enum(grantStates)
export type GrantState = z.infer<typeof GrantState>

/** Who may have what of which resource, what for, and until when. */
export const Grant = z
  .object({
    id: z.uuid(),
    /** The data request that it was given on. */
    request: z.uuid(),
    resource: z.uuid(),
    /** Version of the resource when it was given. */
    version: z.int(),
    provider: z.string(),
    consumer: z.string(),
    purpose: Purpose,
    terms: Terms,
    state: GrantState,
    revision: z.int(),
    /** Why it was suspended or ended. */
    reason: z.string().nullable(),
  })
  .meta({ id: 'Grant' })
export type Grant = z.infer<typeof Grant>

export const GrantRef = z.object({ id: z.uuid(), revision: z.int().min(1) })
export const ChangeGrant = GrantRef.extend({ reason: z.string().trim().min(2).max(1000) })

export const GrantView = Grant.extend({
  resourceName: z.string(),
  resourceCode: z.string(),
  /** The policy in Cedar, as it decides. */
  policy: z.string(),
  /** The policy read aloud. */
  reading: z.object({ zh: z.string(), en: z.string() }),
  may: z.array(z.string()),
}).meta({ id: 'GrantView' })
export type GrantView = z.infer<typeof GrantView>

export const ListGrants = z.object({
  resource: z.uuid().optional(),
  consumer: z.string().max(100).optional(),
  provider: z.string().max(100).optional(),
  state: GrantState.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

export const GrantPage = z.object({ rows: z.array(GrantView), total: z.int() }).meta({ id: 'GrantPage' })
export type GrantPage = z.infer<typeof GrantPage>

/** Reads rows that a grant gives; `where` narrows further, on items that are given without a mask. */
export const ReadGranted = z.object({
  grant: z.uuid(),
  purpose: Purpose,
  /** Absent: all that the grant gives. */
  items: z.string().max(20_000).optional(),
  /** JSON of row conditions. */
  where: z.string().max(20_000).optional(),
  /** Position after which the page begins. */
  after: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(50),
})

export const GrantedPage = z
  .object({
    rows: z.array(z.record(z.string(), z.unknown())),
    next: z.string().nullable(),
  })
  .meta({ id: 'GrantedPage' })
export type GrantedPage = z.infer<typeof GrantedPage>
