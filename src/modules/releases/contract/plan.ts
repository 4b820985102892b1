import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'
import { RowCondition } from '#modules/sharing/contract'

export const daySteps = ['month', 'quarter', 'half', 'year', 'five-years', 'ten-years'] as const
export const placeSteps = ['community', 'township', 'district', 'city'] as const

/** Most values that a list of one's own may name. */
export const mostLines = 5000

const cell = z.string().max(200)

/**
 * How an item's values become coarser, level by level; level 0 is the value itself, the last level, '*', tells nothing and
 * is added by itself. Each step is coarser than the one before.
 */
export const ReleaseHierarchy = z
  .discriminatedUnion('kind', [
    /** Numbers in bands of these widths, each a multiple of the one before. */
    z.object({
      kind: z.literal('bands'),
      widths: z.array(z.int().min(1).max(1_000_000_000)).min(1).max(8),
    }),
    z.object({ kind: z.literal('days'), steps: z.array(z.enum(daySteps)).min(1).max(daySteps.length) }),
    z.object({ kind: z.literal('places'), steps: z.array(z.enum(placeSteps)).min(1).max(4) }),
    /** The first so many characters. */
    z.object({ kind: z.literal('prefix'), keeps: z.array(z.int().min(1).max(100)).min(1).max(8) }),
    /** 身份证号: district and birth year, prefecture and decade, province. */
    z.object({ kind: z.literal('id-card') }),
    /** Address in words: community, township, district. */
    z.object({ kind: z.literal('address') }),
    /** As it is, or nothing. */
    z.object({ kind: z.literal('whole') }),
    /** One's own: a line per value from level 0 up, without the '*'; a value that is not listed goes to '*'. */
    z.object({
      kind: z.literal('list'),
      lines: z.array(z.array(cell).min(1).max(8)).min(1).max(mostLines),
    }),
  ])
  .meta({ id: 'ReleaseHierarchy' })
export type ReleaseHierarchy = z.infer<typeof ReleaseHierarchy>

/** What every class has to show in a sensitive item, so that finding the class does not tell the value. */
export const Diversity = z.discriminatedUnion('kind', [
  /** So many different values. */
  z.object({ kind: z.literal('distinct'), l: z.int().min(2).max(100) }),
  /** Entropy of the values of at least log l. */
  z.object({ kind: z.literal('entropy'), l: z.number().min(1.1).max(100) }),
  /** The commonest value is rarer than c times all from the l-th on. */
  z.object({
    kind: z.literal('recursive'),
    l: z.int().min(2).max(100),
    c: z.number().min(0.1).max(100),
  }),
  /** The class's shares differ from the table's by at most t (half the sum of differences). */
  z.object({ kind: z.literal('closeness'), t: z.number().min(0.01).max(1) }),
])
export type Diversity = z.infer<typeof Diversity>

export const columnRoles = ['identifier', 'quasi', 'sensitive', 'plain'] as const
export type ColumnRole = (typeof columnRoles)[number]

/**
 * What becomes of an item. `identifier` is always left out; `quasi`, which others may know, becomes coarser; `sensitive`,
 * which nobody may learn, stays and has to be diverse in each class; `plain` stays.
 */
export const ReleaseColumn = z.discriminatedUnion('role', [
  z.object({ role: z.literal('identifier'), item: ItemName }),
  z.object({
    role: z.literal('quasi'),
    item: ItemName,
    hierarchy: ReleaseHierarchy,
    /** The finest level that may be given away. */
    least: z.int().min(0).max(9).default(0),
  }),
  z.object({ role: z.literal('sensitive'), item: ItemName, diversity: Diversity }),
  z.object({ role: z.literal('plain'), item: ItemName }),
])
export type ReleaseColumn = z.infer<typeof ReleaseColumn>

export const Audience = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  z.object({
    kind: z.literal('named'),
    /** Code of the organization that may fetch it. */
    recipient: z.string().min(1).max(100),
    purpose: z.string().trim().min(2).max(1000),
    /** The agreement on its use: number and date. */
    agreement: z.string().trim().min(2).max(300),
  }),
])
export type Audience = z.infer<typeof Audience>

/** Everything that says what a release is made of and how; the same plan on the same rows is the same release. */
export const ReleasePlan = z
  .object({
    title: z.string().trim().min(2).max(200),
    /** What readers should know of the content. */
    about: z.string().trim().min(2).max(2000),
    rows: z.array(RowCondition).max(20).default([]),
    /** The rows as they were known at this instant; null: when it is computed. */
    asOf: z.iso.datetime().nullable().default(null),
    columns: z.array(ReleaseColumn).min(1).max(100),
    /** The item that says whose a row is, where a person may have several; then k counts persons. Null: one row each. */
    person: ItemName.nullable().default(null),
    /** A resource with a row for each person of the population, which holds the quasi-identifiers; null: none is compared. */
    population: z.uuid().nullable().default(null),
    k: z.int().min(2).max(1000),
    /** Largest share of rows that may be left out. */
    suppression: z.number().min(0).max(0.5),
    audience: Audience,
    reason: z.string().trim().min(2).max(2000),
    /** Last day on which it may be fetched. */
    until: z.iso.date(),
    /** CSV with a byte order mark, which Excel needs for Chinese. */
    bom: z.boolean().default(true),
  })
  .meta({ id: 'ReleasePlan' })
export type ReleasePlan = z.infer<typeof ReleasePlan>
