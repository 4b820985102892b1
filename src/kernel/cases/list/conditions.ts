import { type RawBuilder, sql } from 'kysely'
import { type Access, accessCondition, withinPlaces } from '#kernel/access'
import type { Actor } from '#kernel/identity/define'
import type { CountCases, ListCases } from '../contract.ts'
import type { CaseType } from '../define.ts'
import { dueBetween } from '../rules.ts'
import { searchQuery } from '../search.ts'
import { momentFilters } from './moments.ts'

export interface Wanted {
  readonly conditions: readonly RawBuilder<boolean>[]
  /** What the texts are searched for; null without a search. */
  readonly query: string | null
}

/** What a list and its count are cut by: type, access, filters, words. Null when nothing can fit. */
export function wantedCases(type: CaseType, actor: Actor, input: CountCases, now: Date): Wanted | null {
  const conditions = [
    sql<boolean>`type = ${type.type}`,
    accessCondition(visible(type, input), actor),
    ...filters(type, actor, input, now),
  ]
  if (input.text === undefined || input.text === '') return { conditions, query: null }
  if (/^[A-Z]{2}\d{8,}$/.test(input.text))
    return { conditions: [...conditions, sql<boolean>`number = ${input.text}`], query: null }
  const query = searchQuery(input.text)
  return query === null ? null : { conditions, query }
}

/** A search must not find out what an outline leaves away: its words, its exact place, its rating. */
function visible(type: CaseType, { text, place, rating, solved }: CountCases): Access {
  const asksMore = [text === '' ? undefined : text, place, rating, solved].some((f) => f !== undefined)
  return asksMore ? type.see : [...type.see, ...(type.outline ?? [])]
}

function filters(type: CaseType, actor: Actor, input: CountCases, now: Date): RawBuilder<boolean>[] {
  const all: (RawBuilder<boolean> | undefined)[] = [
    input.state && sql<boolean>`state = any(${input.state}::text[])`,
    // States of work imply an open case, and the indexes of open cases are small.
    input.state?.some((s) => type.final.includes(s)) === false ? sql<boolean>`closed_at is null` : undefined,
    input.urgency && sql<boolean>`urgency = any(${input.urgency}::text[])`,
    input.channel && sql<boolean>`channel = any(${input.channel}::text[])`,
    input.category === undefined
      ? undefined
      : sql<boolean>`category like ${`${escapeLike(input.category)}%`}`,
    input.place === undefined ? undefined : withinPlaces(input.place.split(',')),
    input.org === undefined ? undefined : sql<boolean>`lead_org = ${input.org}`,
    scope(type, actor, input.scope),
    input.open === undefined
      ? undefined
      : input.open
        ? sql<boolean>`closed_at is null`
        : sql<boolean>`closed_at is not null`,
    input.overdue === true ? sql<boolean>`closed_at is null and due_at < ${now}` : undefined,
    input.due === undefined ? undefined : isDueIn(dueBetween(input.due, now)),
    input.rung === undefined
      ? undefined
      : sql<boolean>`closed_at is null and (document->>'escalation')::int = ${input.rung}`,
    input.held === undefined ? undefined : sql<boolean>`held = ${input.held}`,
    input.disputed === true ? isDisputed : undefined,
    input.lateCo === true ? hasLateCo(now) : undefined,
    input.supervised === true ? sql<boolean>`(document->>'supervised')::boolean` : undefined,
    ...momentFilters(type, input, now),
    input.solved === undefined
      ? undefined
      : sql<boolean>`(document->'rating'->>'solved')::boolean = ${input.solved}`,
    input.rating && sql<boolean>`(document->'rating'->>'score')::int = any(${input.rating}::int[])`,
  ]
  return all.filter((c) => c !== undefined)
}

/** The SQL twin of `openDispute`, word for word the condition of its index. */
const isDisputed = sql<boolean>`document @? '$.dispute ? (@.verdict == null)'`

/** The SQL twin of `lateCoHandlers`; the first part is the condition of its index. */
function hasLateCo(now: Date): RawBuilder<boolean> {
  return sql<boolean>`(document @? '$.co[*] ? (@.answeredAt == null)' and closed_at is null
    and document @? ${`$.co[*] ? (@.answeredAt == null && @.due < "${now.toISOString()}")`}::jsonpath)`
}

function isDueIn([from, to]: readonly [Date, Date]): RawBuilder<boolean> {
  return sql<boolean>`(closed_at is null and due_at >= ${from} and due_at < ${to})`
}

function scope(type: CaseType, actor: Actor, wanted: ListCases['scope']): RawBuilder<boolean> | undefined {
  if (wanted === 'all') return undefined
  if (wanted === 'asked') return isAsked(type, actor)
  if (wanted === 'mine') {
    const mine = sql<boolean>`assignee = ${uuidOrNull(actor.id)}::uuid`
    return actor.person === null ? mine : sql<boolean>`(${mine} or people @> array[${actor.person}]::uuid[])`
  }
  const orgs = actor.posts.map((p) => p.org)
  return sql<boolean>`(lead_org = any(${orgs}::text[]) or co_orgs && ${orgs}::text[])`
}

/** The SQL twin of `owesAnswer`, in the states in which a co-answer is possible. */
function isAsked(type: CaseType, actor: Actor): RawBuilder<boolean> {
  const orgs = actor.posts.filter((p) => p.role === 'handler').map((p) => p.org)
  const states = type.actions.coAnswer?.from ?? []
  return sql<boolean>`(co_orgs && ${orgs}::text[] and state = any(${[...states]}::text[]) and closed_at is null
    and exists (select 1 from jsonb_array_elements(document->'co') h
      where h->>'org' = any(${orgs}::text[]) and h->>'answeredAt' is null))`
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

function uuidOrNull(id: string): string | null {
  return isUuid(id) ? id : null
}

export function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
}
