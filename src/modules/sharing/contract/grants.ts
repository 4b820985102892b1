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

export const OverlapView = z.object({
  id: z.uuid(),
  purpose: Purpose,
  state: GrantState,
  from: z.iso.date(),
  until: z.iso.date(),
  /** Items that both give. */
  items: z.array(z.string()),
  /** Items that the other one gives without the mask that this one puts on them. */
  clearer: z.array(z.string()),
})

/** What a grant would give, looked at before it is switched on. */
export const Simulation = z
  .object({
    /** Rows that fit, counted up to `mostCounted`. */
    count: z.int(),
    capped: z.boolean(),
    /** The first rows, exactly as the consumer would see them. */
    rows: z.array(z.record(z.string(), z.unknown())),
    /** Other grants of the resource to the same consumer that are not over. */
    overlaps: z.array(OverlapView),
  })
  .meta({ id: 'GrantSimulation' })
export type Simulation = z.infer<typeof Simulation>
export const mostCounted = 100_000

export const cellStates = ['active', 'expiring', 'suspended', 'drafted'] as const
/** Resources × organizations: who may see what. */
export const AskMatrix = z.object({
  provider: z.string().max(100).optional(),
  consumer: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})
export const GrantMatrix = z
  .object({
    /** Organizations that hold a grant of one of the resources. */
    consumers: z.array(z.string()),
    rows: z.array(
      z.object({
        resource: z.uuid(),
        name: z.string(),
        code: z.string(),
        provider: z.string(),
        cells: z.array(
          z.object({
            grant: z.uuid(),
            consumer: z.string(),
            state: z.enum(cellStates),
            purpose: Purpose,
            until: z.iso.date(),
          }),
        ),
      }),
    ),
    /** Resources with a grant that is not over. */
    total: z.int(),
  })
  .meta({ id: 'GrantMatrix' })
export type GrantMatrix = z.infer<typeof GrantMatrix>

/** Calls through the gateway, reads at the desk, and the rows that both gave, by day in Shanghai, newest first. */
export const GrantUses = z
  .object({
    days: z.array(z.object({ day: z.iso.date(), calls: z.int(), rows: z.int(), reads: z.int() })),
  })
  .meta({ id: 'GrantUses' })
export type GrantUses = z.infer<typeof GrantUses>

/** What the audit knows of a grant, newest first. */
export const GrantLog = z
  .object({
    entries: z.array(
      z.object({
        seq: z.string(),
        at: z.iso.datetime(),
        action: z.string(),
        outcome: z.string(),
        org: z.string().nullable(),
        actor: z.string(),
        change: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'GrantLog' })
export type GrantLog = z.infer<typeof GrantLog>

/** Where the values that a form need not ask for come from. */
export const PrefillInput = z.object({
  /** The resource whose form is filled in. */
  resource: z.uuid(),
  /** JSON: values of the form's items that a source is looked up by. */
  values: z.string().max(20_000),
})
export const Prefilled = z
  .object({
    items: z.array(
      z.object({
        item: z.string(),
        value: z.unknown(),
        /** Since when the platform knows the value. */
        since: z.iso.datetime(),
        source: z.object({ resource: z.uuid(), name: z.string(), code: z.string(), provider: z.string() }),
      }),
    ),
    /** Items that cannot be fetched, and the condition that fails. */
    missing: z.array(z.object({ item: z.string(), condition: z.string() })),
  })
  .meta({ id: 'Prefilled' })
export type Prefilled = z.infer<typeof Prefilled>

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

/** Reads rows that a grant gives; `where` and `q` narrow further, on items that are given without a mask. */
export const ReadGranted = z.object({
  grant: z.uuid(),
  purpose: Purpose,
  /** Absent: all that the grant gives. */
  items: z.string().max(20_000).optional(),
  /** JSON of row conditions. */
  where: z.string().max(20_000).optional(),
  /** Text that stands in one of the items asked for, whatever its case. */
  q: z.string().trim().min(1).max(100).optional(),
  /** Position after which the page begins. */
  after: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(50),
})

/** As `ReadGranted`, whole. */
export const ExportGranted = ReadGranted.omit({ after: true, limit: true })

export const GrantedPage = z
  .object({
    rows: z.array(z.record(z.string(), z.unknown())),
    next: z.string().nullable(),
  })
  .meta({ id: 'GrantedPage' })
export type GrantedPage = z.infer<typeof GrantedPage>
