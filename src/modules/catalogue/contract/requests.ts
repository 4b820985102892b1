import { z } from 'zod'
import { DataLevel } from './grading.ts'
import { Content, Resource, ResourceKind, ResourceState, ShareType } from './resource.ts'

export const CreateResource = z.object({ provider: z.string().min(1).max(100), content: Content })

/** An existing resource and the revision that was looked at; a newer one refuses with `conflict`. */
export const ResourceRef = z.object({ id: z.uuid(), revision: z.int().min(1) })

export const SaveDraft = ResourceRef.extend({ content: Content })

/** Why a version is published: who uses the resource reads it. */
export const Publish = ResourceRef.extend({ note: z.string().trim().min(2).max(2000) })

export const Retire = ResourceRef.extend({ reason: z.string().trim().min(2).max(2000) })

/** Where a resource's data comes from; `how` says what is done to it on the way. */
export const LinkLineage = z.object({
  id: z.uuid(),
  from: z.uuid(),
  how: z.string().trim().min(2).max(500),
})
export const UnlinkLineage = LinkLineage.omit({ how: true })

export const ListResources = z.object({
  /** Words in name, abstract, keywords, code or item titles. */
  q: z.string().trim().max(200).optional(),
  kind: ResourceKind.optional(),
  share: ShareType.optional(),
  state: ResourceState.optional(),
  provider: z.string().max(100).optional(),
  level: z.enum([...DataLevel.options, 'none']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})
export type ListResources = z.infer<typeof ListResources>

export const ResourceRow = Resource.pick({ id: true, code: true, provider: true, state: true, version: true })
  .extend({
    name: z.string(),
    kind: ResourceKind,
    share: ShareType,
    items: z.int(),
    publishedAt: z.iso.datetime().nullable(),
    hasDraft: z.boolean(),
    /** Null: nobody has graded it. */
    level: DataLevel.nullable(),
  })
  .meta({ id: 'ResourceRow' })
export type ResourceRow = z.infer<typeof ResourceRow>

export const ResourcePage = z
  .object({ rows: z.array(ResourceRow), total: z.int() })
  .meta({ id: 'ResourcePage' })
export type ResourcePage = z.infer<typeof ResourcePage>

/** What a version changed for those who use the resource. */
export const changeKinds = ['first', 'compatible', 'breaking'] as const

export const VersionView = z
  .object({
    version: z.int(),
    at: z.iso.datetime(),
    by: z.string(),
    note: z.string(),
    change: z.enum(changeKinds),
    /** What changed, as message keys with their values. */
    changes: z.array(z.object({ key: z.string(), values: z.record(z.string(), z.string()) })),
  })
  .meta({ id: 'ResourceVersion' })
export type VersionView = z.infer<typeof VersionView>

export const LineageEdge = z
  .object({ from: z.uuid(), to: z.uuid(), how: z.string() })
  .meta({ id: 'LineageEdge' })
export type LineageEdge = z.infer<typeof LineageEdge>

/** Everything up and down the stream of one resource. */
export const Lineage = z
  .object({ nodes: z.array(ResourceRow), edges: z.array(LineageEdge) })
  .meta({ id: 'Lineage' })
export type Lineage = z.infer<typeof Lineage>

export const ResourceView = Resource.extend({
  versions: z.array(VersionView),
  may: z.array(z.string()),
}).meta({ id: 'ResourceView' })
export type ResourceView = z.infer<typeof ResourceView>

export const ResourceSaved = z
  .object({ id: z.uuid(), revision: z.int(), version: z.int(), code: z.string() })
  .meta({ id: 'ResourceSaved' })
