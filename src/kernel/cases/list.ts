import { type RawBuilder, sql } from 'kysely'
import { type Access, accessCondition } from '#kernel/access'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { CaseCount, CountCases, ListCases } from './contract.ts'
import type { Case, CaseType } from './define.ts'
import { isUuid, wantedCases } from './list/conditions.ts'
import { searchWindow } from './search.ts'

export interface Page {
  readonly cases: Case[]
  readonly next: string | null
}

/**
 * Days looked back, in turn, until a page is full; after the last everything is searched. More steps would cost a reader
 * with few cases more than they save one with many.
 */
const searchDays = [3, 15, 90]
/** With fewer matches than this a search needs no narrowing. */
const fewMatches = 300
/** So many matches are found, judged and sorted in less time than it takes to walk the cases in order and look for them. */
const sortedMatches = 20_000

/** One page of the cases that the actor may see, filtered, sorted and cut in SQL. */
export async function listCases(
  tx: Tx,
  type: CaseType,
  actor: Actor,
  input: ListCases,
  now: Date,
): Promise<Page> {
  const wanted = wantedCases(type, actor, input, now)
  if (wanted === null) return { cases: [], next: null }
  const { conditions, query } = wanted
  if (query === null) return readPage(tx, conditions, input)
  return search(tx, type, conditions, query, input)
}

/** The same cases, counted up to a thousand: a tab says "1000+" and no query runs on for a larger number. */
export async function countCases(
  tx: Tx,
  type: CaseType,
  actor: Actor,
  input: CountCases,
  now: Date,
): Promise<CaseCount> {
  const wanted = wantedCases(type, actor, input, now)
  if (wanted === null) return { count: 0, capped: false }
  const { conditions, query } = wanted
  if (query === null) return countUpTo(tx, conditions)
  if (await isFrequent(tx, query)) {
    const until = await newestTime(tx, type)
    for (const days of searchDays) {
      const found = await countUpTo(tx, [...conditions, matching(`${query} & ${searchWindow(until, days)}`)])
      if (found.capped) return found
    }
  }
  return countUpTo(tx, [...conditions, matching(query)])
}

/** The newest cases of one applicant, of those on which the actor has one of these rights. */
export async function listOfApplicant(
  tx: Tx,
  type: CaseType,
  actor: Actor,
  rights: Access,
  person: string,
  paging: Pick<ListCases, 'limit' | 'cursor'>,
): Promise<Page> {
  const conditions = [
    sql<boolean>`type = ${type.type}`,
    accessCondition(type.see, actor),
    accessCondition(rights, actor),
    sql<boolean>`people @> array[${person}]::uuid[]`,
    sql<boolean>`document->>'applicant' = ${person}`,
  ]
  return readPage(tx, conditions, { ...paging, sort: 'newest' })
}

const mostCounted = 1000

async function countUpTo(tx: Tx, conditions: readonly RawBuilder<boolean>[]): Promise<CaseCount> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
      select 1 from cases where ${sql.join([...conditions], sql` and `)} limit ${mostCounted + 1}) found`.execute(
    tx,
  )
  const n = rows[0]?.n ?? 0
  return { count: Math.min(n, mostCounted), capped: n > mostCounted }
}

function matching(query: string): RawBuilder<boolean> {
  return sql<boolean>`(district, id) in (select district, case_id from case_texts where search @@ ${query}::tsquery)`
}

/**
 * A rare word is answered from all its matches. A frequent one is looked for among the newest cases first, further
 * back step by step: the page is right as soon as it is full, since everything left out is older.
 */
async function search(
  tx: Tx,
  type: CaseType,
  conditions: readonly RawBuilder<boolean>[],
  query: string,
  input: ListCases,
): Promise<Page> {
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
  const isFew = !(await hasMatches(tx, query, sortedMatches))
  return readPage(tx, [...conditions, matching(query)], input, isFew ? 'matches' : 'order')
}

async function isFrequent(tx: Tx, query: string): Promise<boolean> {
  return hasMatches(tx, query, fewMatches)
}

/** Whether at least so many texts match. */
async function hasMatches(tx: Tx, query: string, least: number): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from case_texts where search @@ ${query}::tsquery limit ${least}) few`.execute(
    tx,
  )
  return (rows[0]?.n ?? 0) >= least
}

async function newestTime(tx: Tx, type: CaseType): Promise<Date> {
  const { rows } = await sql<{
    at: Date | null
  }>`select max(created_at) as at from cases where type = ${type.type}`.execute(tx)
  return rows[0]?.at ?? new Date(0)
}

async function readPage(
  tx: Tx,
  conditions: readonly RawBuilder<boolean>[],
  input: Pick<ListCases, 'sort' | 'limit' | 'cursor'>,
  startFrom: 'order' | 'matches' = 'order',
): Promise<Page> {
  const order = orders[input.sort]
  const cursor = input.cursor === undefined ? undefined : readCursor(input.cursor)
  const after = cursor === undefined ? [] : [order.after(cursor)]
  const where = sql.join([...conditions, ...after], sql` and `)
  // `offset 0` keeps the planner from walking an index in the page's order, past every case that does not match.
  const from =
    startFrom === 'order'
      ? sql`cases where ${where}`
      : sql`(select document, created_at, due_at, id from cases where ${where} offset 0) found`
  const { rows } = await sql<{ document: Case; key: string | null }>`
    select document, ${order.key} as key from ${from} order by ${order.by} limit ${input.limit + 1}`.execute(
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
