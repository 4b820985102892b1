import { z } from 'zod'
import { ItemName } from './items.ts'
import { PersonalKind } from './kinds.ts'

export const dataLevels = ['1', '2', '3', '4', 'important', 'core'] as const
/** 一般数据 1 至 4 级、重要数据、核心数据, from low to high (GB/T 43697). */
export const DataLevel = z.enum(dataLevels)
export type DataLevel = z.infer<typeof DataLevel>

export const impactObjects = [
  'national-security',
  'economy',
  'society',
  'public-interest',
  'organization',
  'person',
] as const
/** What is harmed when the data is leaked, altered, destroyed or misused. */
export const ImpactObject = z.enum(impactObjects)
export type ImpactObject = z.infer<typeof ImpactObject>

export const harmDegrees = ['none', 'general', 'serious', 'extreme'] as const
/** 无、一般、严重、特别严重. */
export const HarmDegree = z.enum(harmDegrees)
export type HarmDegree = z.infer<typeof HarmDegree>

export const Impact = z.object({ object: ImpactObject, degree: HarmDegree })
export type Impact = z.infer<typeof Impact>

export const ItemGrade = Impact.extend({ name: ItemName })
export type ItemGrade = z.infer<typeof ItemGrade>

export const reaches = ['city', 'district', 'township'] as const
/** How far a resource covers: the whole city, a district or less. */
export type Reach = (typeof reaches)[number]

export const floorNames = ['sensitive', 'personal', 'conditional', 'not-shared'] as const

/** What a grade is read from. An office changes it; what is shipped names its sources. */
export const GradingTable = z
  .object({
    matrix: z.record(ImpactObject, z.record(HarmDegree, DataLevel)),
    /** The lowest level of what holds sensitive or other personal information, or is not freely shared. */
    floors: z.record(z.enum(floorNames), DataLevel),
    /** Kinds of personal information that are sensitive. */
    sensitive: z.array(PersonalKind).max(100),
    /** The lowest level of personal information of so many rows. */
    volumes: z.array(z.object({ rows: z.int().min(1), level: DataLevel })).max(10),
    /** The degree of harm that is proposed for ordinary personal information, by how far the resource covers. */
    coverage: z.record(z.enum(reaches), HarmDegree),
    /** Months until a grade is reviewed. */
    reviewMonths: z.int().min(1).max(60),
  })
  .meta({ id: 'GradingTable' })
export type GradingTable = z.infer<typeof GradingTable>

export const GradingTableView = z
  .object({
    table: GradingTable,
    defaults: GradingTable,
    /** Where each part of the shipped table comes from, in Chinese. */
    sources: z.record(z.string(), z.string()),
    changedAt: z.iso.datetime().nullable(),
    may: z.boolean(),
  })
  .meta({ id: 'GradingTableView' })
export type GradingTableView = z.infer<typeof GradingTableView>

/** One step of a grade's explanation: a message key below `catalogue.grade.`, its values, the level that it gives. */
export const GradeLine = z.object({
  key: z.string().max(60),
  values: z.record(z.string(), z.string()),
  level: DataLevel,
})
export type GradeLine = z.infer<typeof GradeLine>

export const Proposal = z.object({
  level: DataLevel,
  items: z.array(ItemGrade).max(500),
  impacts: z.array(Impact).max(6),
  lines: z.array(GradeLine).max(600),
})
export type Proposal = z.infer<typeof Proposal>

export const gradeCauses = ['published', 'linked', 'source', 'table'] as const

export const GradeResource = z.object({
  id: z.uuid(),
  /** How many grades the grader had seen; a newer one refuses with `conflict`. */
  seen: z.int().min(0),
  items: z.array(ItemGrade).max(500),
  impacts: z.array(Impact).max(6).default([]),
  /** A level above what the table gives; absent: what the table gives. */
  level: DataLevel.optional(),
  /** Why it is below its sources, for example after anonymisation; empty: it inherits. */
  apart: z.string().trim().max(2000).default(''),
  reason: z.string().trim().min(2).max(2000),
  review: z.iso.date().optional(),
})

export const OpenGradeNeed = z.object({
  id: z.uuid(),
  cause: z.enum(gradeCauses),
  /** The resource whose change asks for it. */
  source: z.uuid().nullable(),
  proposal: Proposal,
  decision: z.uuid().nullable(),
})

export const NoteVolume = z.object({ id: z.uuid(), by: z.int() })

export const GradeView = z
  .object({
    seq: z.int(),
    version: z.int(),
    at: z.iso.datetime(),
    level: DataLevel,
    items: z.array(ItemGrade.extend({ level: DataLevel })),
    impacts: z.array(Impact),
    lines: z.array(GradeLine),
    apart: z.string(),
    reason: z.string(),
    grader: z.string(),
    review: z.iso.date(),
  })
  .meta({ id: 'GradeView' })
export type GradeView = z.infer<typeof GradeView>

export const GradingView = z
  .object({
    /** Newest first. */
    history: z.array(GradeView),
    need: z
      .object({ cause: z.enum(gradeCauses), source: z.string().nullable(), since: z.iso.datetime() })
      .nullable(),
    /** Whether the need's proposal stands in the algorithm register's decisions. */
    recorded: z.boolean(),
    proposal: Proposal,
    sources: z.array(z.object({ id: z.uuid(), name: z.string(), level: DataLevel.nullable() })),
    /** Rows that the platform holds, as counted from deliveries. */
    rows: z.int(),
    isDue: z.boolean(),
    may: z.boolean(),
  })
  .meta({ id: 'GradingView' })
export type GradingView = z.infer<typeof GradingView>

export const ListDueGrades = z.object({ days: z.coerce.number().int().min(0).max(400).default(30) })

export const DueGrade = z
  .object({
    id: z.uuid(),
    name: z.string(),
    code: z.string(),
    provider: z.string(),
    level: DataLevel.nullable(),
    cause: z.enum([...gradeCauses, 'review']),
    since: z.iso.datetime().nullable(),
    review: z.iso.date().nullable(),
  })
  .meta({ id: 'DueGrade' })
export type DueGrade = z.infer<typeof DueGrade>
