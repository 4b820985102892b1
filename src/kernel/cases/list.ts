import { type RawBuilder, sql } from 'kysely'
import { accessCondition, withinPlaces } from '#kernel/access'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { ListCases } from './contract.ts'
import type { Case, CaseType } from './define.ts'
import { searchQuery } from './search.ts'

export interface Page {
  readonly cases: Case[]
  readonly next: string | null
}

/** A search that many cases match is answered from the newest ones; a rare one from the index. */
const recentCases = 20_000

/** One page of the cases that the actor may see, filtered, sorted and cut in SQL. */
export async function listCases(tx: Tx, type: CaseType, actor: Actor, input: ListCases, now: Date): Promise<Page> {
  const conditions = [sql<boolean>`type = ${type.type}`, accessCondition(type.see, actor), ...filters(actor, input, now)]
  if (input.text === undefined || input.text === '') return readPage(tx, conditions, input)
  if (/^[A-Z]{2}\d{8,}$/.test(input.text)) return readPage(tx, [...conditions, sql<boolean>`number = ${input.text}`], input)
  const query = searchQuery(input.text)
  if (query === null) return { cases: [], next: null }
  return search(tx, conditions, query, input)
}

async function search(tx: Tx, conditions: RawBuilder<boolean>[], query: string, input: ListCases): Promise<Page> {
  const matches = (c: string) => sql<boolean>`exists (select 1 from case_texts t
    where t.district = ${sql.ref(`${c}.district`)} and t.case_id = ${sql.ref(`${c}.id`)} and t.search @@ ${query}::tsquery)`
  if (input.sort === 'newest') {
    const recent = sql<boolean>`created_at >= coalesce((select created_at from cases where type = cases.type
      order by created_at desc offset ${recentCases} limit 1), '-infinity')`
    const page = await readPage(tx, [...conditions, recent, matches('cases')], input)
    if (page.next !== null) return page
  }
  const byIndex = sql<boolean>`(district, id) in (select district, case_id from case_texts where search @@ ${query}::tsquery)`
  return readPage(tx, [...conditions, byIndex], input)
}

async function readPage(tx: Tx, conditions: readonly RawBuilder<boolean>[], input: ListCases): Promise<Page> {
  const order = orders[input.sort]
  const after = input.cursor === undefined ? [] : [order.after(readCursor(input.cursor))]
  const where = sql.join([...conditions, ...after], sql` and `)
  const { rows } = await sql<{ document: Case; key: string | null }>`
    select document, ${order.key} as key from cases where ${where} order by ${order.by} limit ${input.limit + 1}`.execute(tx)
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  const hasMore = rows.length > input.limit && last !== undefined
  return {
    cases: page.map((r) => r.document),
    next: hasMore ? writeCursor([last.key ?? '', last.document.id]) : null,
  }
}

type Cursor = readonly [key: string, id: string]

/** Keyset paging: the next page begins behind the last row, however many rows came in meanwhile. */
const orders = {
  newest: {
    key: sql<string>`created_at::text`,
    by: sql`created_at desc, id desc`,
    after: ([key, id]: Cursor) => sql<boolean>`(created_at, id) < (${key}::timestamptz, ${id}::uuid)`,
  },
  oldest: {
    key: sql<string>`created_at::text`,
    by: sql`created_at, id`,
    after: ([key, id]: Cursor) => sql<boolean>`(created_at, id) > (${key}::timestamptz, ${id}::uuid)`,
  },
  due: {
    key: sql<string>`coalesce(due_at, 'infinity')::text`,
    by: sql`due_at nulls last, id`,
    after: ([key, id]: Cursor) =>
      sql<boolean>`(coalesce(due_at, 'infinity'), id) > (${key}::timestamptz, ${id}::uuid)`,
  },
}

function filters(actor: Actor, input: ListCases, now: Date): RawBuilder<boolean>[] {
  const all: (RawBuilder<boolean> | undefined)[] = [
    input.state && sql<boolean>`state = any(${input.state}::text[])`,
    input.urgency && sql<boolean>`urgency = any(${input.urgency}::text[])`,
    input.channel && sql<boolean>`channel = any(${input.channel}::text[])`,
    input.category === undefined ? undefined : sql<boolean>`category like ${`${escapeLike(input.category)}%`}`,
    input.place === undefined ? undefined : withinPlaces([input.place]),
    input.org === undefined ? undefined : sql<boolean>`lead_org = ${input.org}`,
    scope(actor, input.scope),
    input.open === undefined ? undefined : input.open ? sql<boolean>`closed_at is null` : sql<boolean>`closed_at is not null`,
    input.overdue === true ? sql<boolean>`closed_at is null and due_at < ${now}` : undefined,
    input.held === undefined ? undefined : sql<boolean>`held = ${input.held}`,
    input.supervised === true ? sql<boolean>`(document->>'supervised')::boolean` : undefined,
    input.from === undefined ? undefined : sql<boolean>`created_at >= ${startOfDay(input.from)}`,
    input.to === undefined ? undefined : sql<boolean>`created_at < ${new Date(startOfDay(input.to).getTime() + 86_400_000)}`,
  ]
  return all.filter((c) => c !== undefined)
}

function scope(actor: Actor, wanted: ListCases['scope']): RawBuilder<boolean> | undefined {
  if (wanted === 'all') return undefined
  if (wanted === 'mine') {
    const mine = sql<boolean>`assignee = ${uuidOrNull(actor.id)}::uuid`
    return actor.person === null ? mine : sql<boolean>`(${mine} or people @> array[${actor.person}]::uuid[])`
  }
  const orgs = actor.posts.map((p) => p.org)
  return sql<boolean>`(lead_org = any(${orgs}::text[]) or co_orgs && ${orgs}::text[])`
}

/** Midnight in Shanghai. */
function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`)
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

function uuidOrNull(id: string): string | null {
  return /^[0-9a-f-]{36}$/.test(id) ? id : null
}

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** A cursor that is not ours starts at the beginning: it can show nothing that access would refuse. */
function readCursor(text: string): Cursor {
  const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString() || '[]')
  const [key, id] = Array.isArray(parsed) ? parsed : []
  return [String(key ?? '-infinity'), String(id ?? '00000000-0000-0000-0000-000000000000')]
}
