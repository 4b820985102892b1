import type { Selectable } from 'kysely'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'
import { subjectOf } from '../actions/resources.ts'
import {
  type Lineage,
  ListResources,
  type ResourcePage,
  type ResourceRow,
  type ResourceView,
  type VersionView,
} from '../contract/requests.ts'
import type { Resource } from '../contract/resource.ts'
import { currentLevels } from '../register.ts'
import { reachable } from '../rules.ts'
import { getResource, listEdges, resourceOf } from '../store.ts'
import { type ResourceTable, tables } from '../tables.ts'

/** What is published, and of drafts those that the reader keeps. */
export function visibleTo(actor: Actor): RawBuilder<boolean> {
  if (allows(access.seeDraft, actor, {})) return sql<boolean>`true`
  const orgs = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
  return sql<boolean>`(state <> 'draft' or provider = any(${orgs}))`
}

/** Graded with this level, or by nobody. */
function hasLevel(level: NonNullable<ListResources['level']>): RawBuilder<boolean> {
  const current = sql`(select level from catalogue_grades where resource = catalogue_resources.id order by seq desc limit 1)`
  return level === 'none' ? sql<boolean>`${current} is null` : sql<boolean>`${current} = ${level}`
}

/** What a list of the reader shows by these filters. */
export function conditionOf(
  actor: Actor,
  input: Omit<ListResources, 'limit' | 'offset'>,
): RawBuilder<boolean> {
  const words = (input.q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((w) => w !== '')
  const conditions = [
    visibleTo(actor),
    ...words.map((w) => sql<boolean>`position(${w} in words) > 0`),
    ...(input.kind === undefined ? [] : [sql<boolean>`content->>'kind' = ${input.kind}`]),
    ...(input.share === undefined ? [] : [sql<boolean>`content->'share'->>'type' = ${input.share}`]),
    ...(input.state === undefined ? [] : [sql<boolean>`state = ${input.state}`]),
    ...(input.provider === undefined ? [] : [sql<boolean>`provider = ${input.provider}`]),
    ...(input.level === undefined ? [] : [hasLevel(input.level)]),
  ]
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

export const listResources = defineQuery({
  name: 'catalogue.list',
  input: ListResources,
  allow: access.find,
  async run(tx, { actor, input }): Promise<ResourcePage> {
    const { rows } = await sql<Selectable<ResourceTable> & { total: number }>`
      select *, (count(*) over ())::int as total from catalogue_resources
      where ${conditionOf(actor, input)}
      order by (state = 'retired'), code limit ${input.limit} offset ${input.offset}`.execute(tx)
    return { rows: await rowViews(tx, rows), total: rows[0]?.total ?? 0 }
  },
})

export const getResourceQuery = defineQuery({
  name: 'catalogue.get',
  input: z.object({ id: z.uuid() }),
  allow: access.find,
  async run(tx, { actor, input }): Promise<ResourceView> {
    const r = await visibleResource(tx, input.id, actor)
    const keeps = allows(access.seeDraft, actor, subjectOf(r))
    return {
      ...r,
      draft: keeps ? r.draft : null,
      versions: await listVersions(tx, r.id),
      may: (['edit', 'publish', 'retire', 'link'] as const).filter((name) =>
        allows(access[name], actor, subjectOf(r)),
      ),
    }
  },
})

/** Up and down the stream: where it comes from, and everything that is made of it. */
export const getLineage = defineQuery({
  name: 'catalogue.lineage',
  input: z.object({ id: z.uuid() }),
  allow: access.find,
  async run(tx, { actor, input }): Promise<Lineage> {
    await visibleResource(tx, input.id, actor)
    const edges = await listEdges(tx)
    const turned = edges.map((e) => ({ from: e.to, to: e.from }))
    const ids = [...new Set([...reachable(edges, input.id), ...reachable(turned, input.id)])]
    const rows = await tables(tx)
      .selectFrom('catalogue_resources')
      .selectAll()
      .where('id', 'in', ids)
      .where(visibleTo(actor))
      .execute()
    const seen = new Set(rows.map((r) => r.id))
    return {
      nodes: await rowViews(tx, rows),
      edges: edges.filter((e) => seen.has(e.from) && seen.has(e.to)),
    }
  },
})

/** @throws Refusal `not-found` also for a draft that the reader may not see */
export async function visibleResource(tx: Tx, id: string, actor: Actor): Promise<Resource> {
  const r = await getResource(tx, id)
  if (r.state === 'draft' && !allows(access.seeDraft, actor, subjectOf(r)))
    throw new Refusal('not-found', 'catalogue.not-found', { id })
  return r
}

async function listVersions(tx: Tx, resource: string): Promise<VersionView[]> {
  const rows = await tables(tx)
    .selectFrom('catalogue_versions')
    .select(['version', 'at', 'actor_name', 'note', 'change', 'changes'])
    .where('resource', '=', resource)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((v) => ({
    version: v.version,
    at: v.at.toISOString(),
    by: v.actor_name,
    note: v.note,
    change: v.change,
    changes: v.changes,
  }))
}

async function rowViews(tx: Tx, rows: readonly Selectable<ResourceTable>[]): Promise<ResourceRow[]> {
  const levels = await currentLevels(
    tx,
    rows.map((r) => r.id),
  )
  return rows.map((r) => rowView(resourceOf(r), levels.get(r.id) ?? null))
}

function rowView(r: Resource, level: ResourceRow['level']): ResourceRow {
  return {
    id: r.id,
    code: r.code,
    provider: r.provider,
    state: r.state,
    version: r.version,
    name: r.content.name,
    kind: r.content.kind,
    share: r.content.share.type,
    items: r.content.items.length,
    publishedAt: r.publishedAt,
    hasDraft: r.draft !== null,
    level,
  }
}
