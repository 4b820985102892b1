import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'

const Reason = z.string().trim().min(2).max(1000)

export const linkageKinds = ['person', 'enterprise'] as const
export const LinkageKind = z.enum(linkageKinds)
export type LinkageKind = z.infer<typeof LinkageKind>

/** One source: a grant of the linkage's organization, the item that names a record, and which item is which field. */
export const Source = z
  .object({
    grant: z.uuid(),
    id: ItemName,
    fields: z.record(z.string().max(40), ItemName),
  })
  .meta({ id: 'LinkageSource' })
export type Source = z.infer<typeof Source>

export const LinkageContent = z
  .object({
    name: z.string().trim().min(2).max(200),
    kind: LinkageKind,
    /** What the common records are needed for, and what allows it: linking persons is processing of its own. */
    purpose: z.string().trim().min(5).max(2000),
    legalBasis: z.string().trim().min(2).max(500),
    sources: z.array(Source).min(1).max(20),
    /** Probability from which two records count as one. */
    link: z.number().min(0.5).max(0.9999),
    /** Probability from which a person looks at the pair. */
    doubt: z.number().min(0.01).max(0.9999),
  })
  .refine((c) => c.doubt <= c.link, { path: ['doubt'], message: 'doubt above link' })
  .meta({ id: 'LinkageContent' })
export type LinkageContent = z.infer<typeof LinkageContent>

export const SaveLinkage = z.object({
  id: z.uuid().optional(),
  revision: z.int().min(0).default(0),
  org: z.string().min(1).max(100),
  content: LinkageContent,
})

export const runStates = ['waiting', 'reading', 'computing', 'storing', 'done', 'failed'] as const

export const RunFigures = z.object({
  records: z.int(),
  compared: z.int(),
  linked: z.int(),
  doubtful: z.int(),
  entities: z.int(),
  /** Entities that hang on a weak link. */
  chains: z.int(),
  /** Blocks too large to be compared whole. */
  oversize: z.int(),
  seconds: z.number(),
})
export type RunFigures = z.infer<typeof RunFigures>

export const LinkageRun = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  state: z.enum(runStates),
  /** Records read so far. */
  read: z.int(),
  figures: RunFigures.nullable(),
  error: z.string().nullable(),
})
export type LinkageRun = z.infer<typeof LinkageRun>

export const LinkageView = z
  .object({
    id: z.uuid(),
    org: z.string(),
    revision: z.int(),
    content: LinkageContent,
    run: LinkageRun.nullable(),
    waiting: z.int(),
  })
  .meta({ id: 'LinkageView' })
export type LinkageView = z.infer<typeof LinkageView>

/** A record by its source's position and its own name there. */
export const RecordRef = z.object({ source: z.int().min(0).max(19), record: z.string().min(1).max(2000) })
export type RecordRef = z.infer<typeof RecordRef>

/** One step of the waterfall, without the values: these are read anew by the grants when a person looks. */
export const Step = z.object({
  field: z.string(),
  level: z.string().nullable(),
  weight: z.number(),
  frequencyWeight: z.number(),
})
export type Step = z.infer<typeof Step>

export const Doubt = z
  .object({
    id: z.uuid(),
    left: RecordRef,
    right: RecordRef,
    probability: z.number(),
    prior: z.number(),
    steps: z.array(Step),
    state: z.enum(['waiting', 'same', 'different']),
    by: z.string().nullable(),
    reason: z.string().nullable(),
    /** Field → value on either side; empty where a grant no longer gives it. */
    values: z.object({ left: z.record(z.string(), z.unknown()), right: z.record(z.string(), z.unknown()) }),
  })
  .meta({ id: 'LinkageDoubt' })
export type Doubt = z.infer<typeof Doubt>

export const ListDoubts = z.object({
  id: z.uuid(),
  state: z.enum(['waiting', 'same', 'different']).default('waiting'),
  limit: z.coerce.number().int().min(1).max(50).default(10),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

/** What a person says of two records: one, or two. The last word counts. */
export const JudgePair = z.object({
  id: z.uuid(),
  left: RecordRef,
  right: RecordRef,
  same: z.boolean(),
  reason: Reason,
})

export const Member = RecordRef.extend({ values: z.record(z.string(), z.unknown()) })
export const EntityView = z.object({ entity: z.int(), members: z.array(Member) }).meta({ id: 'LinkedEntity' })
export type EntityView = z.infer<typeof EntityView>

export const FindEntity = z.object({
  id: z.uuid(),
  source: z.coerce.number().int().min(0).max(19),
  record: z.string().min(1).max(2000),
})
