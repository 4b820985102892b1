import { type RawBuilder, sql } from 'kysely'
import { accessCondition, withinPlaces } from '#kernel/access'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { ListCases } from './contract.ts'
import type { Case, CaseType } from './define.ts'
import { searchQuery, searchWindow } from './search.ts'

export interface Page {
  readonly cases: Case[]
  readonly next: string | null
}

/** Days looked back, in turn, until a page is full; after the last everything is searched. */
const searchDays = [3, 15, 90, 400]
/** With fewer matches than this a search needs no narrowing. */
const fewMatches = 300

/** One page of the cases that the actor may see, filtered, sorted and cut in SQL. */
export async function listCases(
  tx: Tx,
  type: CaseType,
  actor: Actor,
  input: ListCases,
  now: Date,
): Promise<Page> {
  const conditions = [
    sql<boolean>`type = ${type.type}`,
    accessCondition(type.see, actor),
    ...filters(type, actor, input, now),
  ]
  if (input.text === undefined || input.text === '') return readPage(tx, conditions, input)
  if (/^[A-Z]{2}\d{8,}$/.test(input.text))
    return readPage(tx, [...conditions, sql<boolean>`number = ${input.text}`], input)
  const query = searchQuery(input.text)
  if (query === null) return { cases: [], next: null }
  return search(tx, type, conditions, query, input)
}

/**
 * A rare word is answered from all its matches. A frequent one is looked for among the newest cases first, further
 * back step by step: the page is right as soon as it is full, since everything left out is older.
 */
async function search(
  tx: Tx,
  type: CaseType,
  conditions: RawBuilder<boolean>[],
  query: string,
  input: ListCases,
): Promise<Page> {
  const matching = (q: string) =>
    sql<boolean>`(district, id) in (select district, case_id from case_texts where search @@ ${q}::tsquery)`
  if (input.sort === 'newest' && (await isFrequent(tx, query))) {
    const cursor = input.cursor === undefined ? undefined : readCursor(input.cursor)
    const until = cursor === undefined ? await newestTime(tx, type) : new Date(cursor[0])
    for (const days of searchDays) {
      const page = await readPage(
        tx,
        [...conditions, matching(`${query} & ${searchWindow(until, days)}`)],
        input,
      )
      if (page.next !== null) return page
    }
  }
  return readPage(tx, [...conditions, matching(query)], input)
}

async function isFrequent(tx: Tx, query: string): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from case_texts where search @@ ${query}::tsquery limit ${fewMatches}) few`.execute(
    tx,
  )
  return (rows[0]?.n ?? 0) >= fewMatches
}

async function newestTime(tx: Tx, type: CaseType): Promise<Date> {
  const { rows } = await sql<{
    at: Date | null
  }>`select max(created_at) as at from cases where type = ${type.type}`.execute(tx)
  return rows[0]?.at ?? new Date(0)
}

async function readPage(tx: Tx, conditions: readonly RawBuilder<boolean>[], input: ListCases): Promise<Page> {
  const order = orders[input.sort]
  const cursor = input.cursor === undefined ? undefined : readCursor(input.cursor)
  const after = cursor === undefined ? [] : [order.after(cursor)]
  const where = sql.join([...conditions, ...after], sql` and `)
  const { rows } = await sql<{ document: Case; key: string | null }>`
    select document, ${order.key} as key from cases where ${where} order by ${order.by} limit ${input.limit + 1}`.execute(
    tx,
  )
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

function filters(type: CaseType, actor: Actor, input: ListCases, now: Date): RawBuilder<boolean>[] {
  const all: (RawBuilder<boolean> | undefined)[] = [
    input.state && sql<boolean>`state = any(${input.state}::text[])`,
    // States of work imply an open case, and the indexes of open cases are small.
    input.state?.some((s) => type.final.includes(s)) === false ? sql<boolean>`closed_at is null` : undefined,
    input.urgency && sql<boolean>`urgency = any(${input.urgency}::text[])`,
    input.channel && sql<boolean>`channel = any(${input.channel}::text[])`,
    input.category === undefined
      ? undefined
      : sql<boolean>`category like ${`${escapeLike(input.category)}%`}`,
    input.place === undefined ? undefined : withinPlaces([input.place]),
    input.org === undefined ? undefined : sql<boolean>`lead_org = ${input.org}`,
    scope(actor, input.scope),
    input.open === undefined
      ? undefined
      : input.open
        ? sql<boolean>`closed_at is null`
        : sql<boolean>`closed_at is not null`,
    input.overdue === true ? sql<boolean>`closed_at is null and due_at < ${now}` : undefined,
    input.held === undefined ? undefined : sql<boolean>`held = ${input.held}`,
    input.supervised === true ? sql<boolean>`(document->>'supervised')::boolean` : undefined,
    input.from === undefined ? undefined : sql<boolean>`created_at >= ${startOfDay(input.from)}`,
    input.to === undefined
      ? undefined
      : sql<boolean>`created_at < ${new Date(startOfDay(input.to).getTime() + 86_400_000)}`,
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
  return isUuid(id) ? id : null
}

function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
}

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** A cursor that is not ours, or of another order, starts at the beginning: it can show nothing that access would refuse. */
function readCursor(text: string): Cursor | undefined {
  const [, key, id] =
    /^\["([^"]+)","([0-9a-f-]{36})"\]$/.exec(Buffer.from(text, 'base64url').toString()) ?? []
  if (key === undefined || id === undefined || !isUuid(id)) return undefined
  const isTime = /^\d{4}-(0\d|1[0-2])-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/.test(key)
  return key === 'infinity' || isTime ? [key, id] : undefined
}
