import { type RawBuilder, type Selectable, sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import type { Content, Resource } from './contract/resource.ts'
import { type ResourceTable, tables } from './tables.ts'

export function resourceOf(row: Selectable<ResourceTable>): Resource {
  return {
    id: row.id,
    code: row.code,
    provider: row.provider,
    state: row.state,
    version: row.version,
    revision: row.revision,
    content: row.content,
    draft: row.draft,
    publishedAt: row.published_at?.toISOString() ?? null,
    retiredAt: row.retired_at?.toISOString() ?? null,
  }
}

export async function findResource(db: Tx | Database, id: string): Promise<Resource | undefined> {
  const row = await tables(db)
    .selectFrom('catalogue_resources')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? undefined : resourceOf(row)
}

type ResourceJson = Omit<Resource, 'publishedAt' | 'retiredAt'> & {
  readonly published_at: string | null
  readonly retired_at: string | null
}

/** A resource as one value of another module's statement, which saves a round trip; `resourceOfJson` reads it. */
export function resourceAsJson(id: RawBuilder<unknown>): RawBuilder<ResourceJson | null> {
  return sql<ResourceJson | null>`(select jsonb_build_object('id', r.id, 'code', r.code, 'provider', r.provider, 'state', r.state,
    'version', r.version, 'revision', r.revision, 'content', r.content, 'draft', r.draft, 'published_at', r.published_at,
    'retired_at', r.retired_at) from catalogue_resources r where r.id = ${id})`
}

export function resourceOfJson({ published_at, retired_at, ...same }: ResourceJson): Resource {
  const instant = (text: string | null) => (text === null ? null : new Date(text).toISOString())
  return { ...same, publishedAt: instant(published_at), retiredAt: instant(retired_at) }
}

/** The resource that this provider describes under this very name, retired ones aside. */
export async function findByName(
  db: Tx | Database,
  provider: string,
  name: string,
): Promise<Resource | undefined> {
  const row = await tables(db)
    .selectFrom('catalogue_resources')
    .selectAll()
    .where('provider', '=', provider)
    .where(sql<boolean>`content->>'name' = ${name}`)
    .where('state', '<>', 'retired')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : resourceOf(row)
}

/** @throws Refusal `not-found` */
export async function getResource(db: Tx | Database, id: string): Promise<Resource> {
  const found = await findResource(db, id)
  if (found === undefined) throw new Refusal('not-found', 'catalogue.not-found', { id })
  return found
}

/**
 * The resource as the actor looked at it, locked until the action is over.
 * @throws Refusal `not-found`, or `conflict` when it has changed meanwhile
 */
export async function lockResource(tx: Tx, ref: { id: string; revision: number }): Promise<Resource> {
  const row = await tables(tx)
    .selectFrom('catalogue_resources')
    .selectAll()
    .where('id', '=', ref.id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found', 'catalogue.not-found', { id: ref.id })
  if (row.revision !== ref.revision)
    throw new Refusal('conflict', 'catalogue.changed-meanwhile', { current: row.revision })
  return resourceOf(row)
}

/** Published resources by code: of some providers, or those that may be collected by a form. */
export async function listPublished(
  db: Tx | Database,
  which: { providers?: readonly string[] | undefined; withForm?: boolean } = {},
): Promise<Resource[]> {
  const rows = await tables(db)
    .selectFrom('catalogue_resources')
    .selectAll()
    .where('state', '=', 'published')
    .$if(which.providers !== undefined, (q) => q.where('provider', 'in', which.providers ?? []))
    .$if(which.withForm === true, (q) => q.where(sql<boolean>`content->'form' is not null`))
    .orderBy('code')
    .execute()
  return rows.map(resourceOf)
}

/** What a search looks at. */
export function wordsOf(code: string, content: Content): string {
  const items = content.items.map((i) => `${i.title} ${i.name}`)
  return [content.name, code, content.abstract, ...content.keywords, ...items].join(' ').toLowerCase()
}

/** The next serial within a classification; the unique constraint settles two at once. */
export async function nextSerial(tx: Tx, classCode: string): Promise<number> {
  const { rows } = await sql<{ serial: number | null }>`
    select max(serial) as serial from catalogue_resources where class_code = ${classCode}`.execute(tx)
  return (rows[0]?.serial ?? 0) + 1
}

export async function listEdges(db: Tx | Database): Promise<{ from: string; to: string; how: string }[]> {
  const rows = await tables(db).selectFrom('catalogue_lineage').select(['source', 'target', 'how']).execute()
  return rows.map((r) => ({ from: r.source, to: r.target, how: r.how }))
}

/** Ids of all that is published. */
export async function listPublishedIds(db: Tx | Database): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('catalogue_resources')
    .select('id')
    .where('state', '=', 'published')
    .orderBy('code')
    .execute()
  return rows.map((r) => r.id)
}

/** Whether a grade of the resource was ever asked for. */
export async function isAsked(db: Tx | Database, id: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('catalogue_grade_needs')
    .select('resource')
    .where('resource', '=', id)
    .executeTakeFirst()
  return row !== undefined
}
