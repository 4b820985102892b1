import { z } from 'zod'
import { ItemName, ItemType } from '#modules/catalogue/contract'
import { Audience, columnRoles, Diversity, ReleaseColumn, ReleaseHierarchy, ReleasePlan } from './plan.ts'
import { ReleaseFile } from './requests.ts'
import { Combination, Problem, Progress, ReleaseResult, ReleaseRisk } from './result.ts'

export const releaseStates = [
  'draft',
  'computing',
  'computed',
  'submitted',
  'writing',
  'published',
  'withdrawn',
] as const
export const ReleaseState = z.enum(releaseStates)
export type ReleaseState = z.infer<typeof ReleaseState>

/** What is told with a release to whoever may fetch it: how it was made, how safe it is, who answers for it. */
export const ReleaseCard = z
  .object({
    id: z.uuid(),
    number: z.string(),
    title: z.string(),
    about: z.string(),
    provider: z.string(),
    resourceName: z.string(),
    state: z.enum(['published', 'over', 'withdrawn']),
    /** Why it was withdrawn; null while it is not. */
    withdrawn: z.string().nullable(),
    audience: Audience,
    rows: z.int(),
    suppressed: z.int(),
    asOf: z.iso.datetime(),
    k: z.int(),
    countsPersons: z.boolean(),
    smallest: z.int(),
    risk: ReleaseRisk,
    loss: z.number(),
    columns: z.array(
      z.object({
        title: z.string(),
        role: z.enum(columnRoles),
        /** What was done to a quasi-identifier. */
        hierarchy: ReleaseHierarchy.nullable(),
        level: z.int().nullable(),
        diversity: Diversity.nullable(),
      }),
    ),
    approvedBy: z.string(),
    approvedReason: z.string(),
    approvedAt: z.iso.datetime(),
    until: z.iso.date(),
    files: z.array(ReleaseFile),
    downloads: z.int(),
  })
  .meta({ id: 'ReleaseCard' })
export type ReleaseCard = z.infer<typeof ReleaseCard>

export const ReleaseRow = z
  .object({
    id: z.uuid(),
    number: z.string().nullable(),
    title: z.string(),
    resource: z.uuid(),
    resourceName: z.string(),
    provider: z.string(),
    state: ReleaseState,
    isOver: z.boolean(),
    audience: Audience,
    k: z.int(),
    until: z.iso.date(),
    changedAt: z.iso.datetime(),
  })
  .meta({ id: 'ReleaseRow' })
export type ReleaseRow = z.infer<typeof ReleaseRow>

export const ReleasePage = z.object({ rows: z.array(ReleaseRow), total: z.int() }).meta({ id: 'ReleasePage' })
export type ReleasePage = z.infer<typeof ReleasePage>
export const OpenReleasePage = z
  .object({ rows: z.array(ReleaseCard), total: z.int() })
  .meta({ id: 'OpenReleasePage' })
export type OpenReleasePage = z.infer<typeof OpenReleasePage>

export const releaseSteps = ['edit', 'compute', 'cancel', 'submit', 'judge', 'withdraw', 'fetch'] as const

export const ReleaseView = z
  .object({
    row: ReleaseRow,
    revision: z.int(),
    /** The last word of a judge or of a withdrawal. */
    reason: z.string().nullable(),
    /** Null for a recipient, who sees the card alone. */
    plan: ReleasePlan.nullable(),
    items: z.array(z.object({ name: ItemName, title: z.string(), type: ItemType })),
    progress: Progress.nullable(),
    problem: Problem.nullable(),
    result: ReleaseResult.nullable(),
    /** Former releases that were not there when it was computed: it has to be computed anew. */
    isStale: z.boolean(),
    unsafe: z.array(Combination),
    card: ReleaseCard.nullable(),
    downloads: z.array(
      z.object({ at: z.iso.datetime(), who: z.string(), format: z.string(), from: z.int() }),
    ),
    may: z.array(z.enum(releaseSteps)),
  })
  .meta({ id: 'ReleaseView' })
export type ReleaseView = z.infer<typeof ReleaseView>

/** What each item would best be, and why: a message key below `releases.why.`. */
export const ColumnProposal = z.object({
  column: ReleaseColumn,
  why: z.string().max(40),
  kind: z.string().nullable(),
})
export type ColumnProposal = z.infer<typeof ColumnProposal>

export const ReleaseProposal = z
  .object({
    resource: z.uuid(),
    name: z.string(),
    items: z.array(
      z.object({ name: ItemName, title: z.string(), type: ItemType, values: z.array(z.string()) }),
    ),
    columns: z.array(ColumnProposal),
    person: ItemName.nullable(),
    /** Hierarchies that fit an item besides the proposed one: those kept for it, then those of its type. */
    hierarchies: z.record(ItemName, z.array(ReleaseHierarchy)),
    /** The least k for each audience. */
    least: z.object({ open: z.int(), named: z.int() }),
  })
  .meta({ id: 'ReleaseProposal' })
export type ReleaseProposal = z.infer<typeof ReleaseProposal>

export const UploadedHierarchy = z
  .object({
    hierarchy: ReleaseHierarchy.nullable(),
    faults: z.array(
      z.object({ line: z.int(), fault: z.enum(['length', 'twice', 'parted', 'empty', 'too-long']) }),
    ),
  })
  .meta({ id: 'UploadedHierarchy' })
export type UploadedHierarchy = z.infer<typeof UploadedHierarchy>
