import { type RawBuilder, sql } from 'kysely'
import type { CountCases } from '../contract.ts'
import type { CaseType } from '../define.ts'
import { answerClock } from '../rules.ts'

/** What a list is cut by in time: the moments of a case's life, each by its day in Shanghai. The twins of `factsOf`. */
export function momentFilters(
  type: CaseType,
  input: CountCases,
  now: Date,
): (RawBuilder<boolean> | undefined)[] {
  return [
    ...between(sql`created_at`, input.from, input.to),
    ...between(sql`closed_at`, input.closedFrom, input.closedTo),
    ...between(sql`(document->>'answeredAt')::timestamptz`, input.answeredFrom, input.answeredTo),
    ...between(sql`(document->'rating'->>'at')::timestamptz`, input.ratedFrom, input.ratedTo),
    ...between(sql`(document->'lead'->>'acceptedAt')::timestamptz`, input.acceptedFrom, input.acceptedTo),
    wasDispatched(input),
    wasDue(type, input),
    input.met === undefined
      ? undefined
      : sql<boolean>`(document->>'answeredAt' is not null and not ${isLate(now)}) = ${input.met}`,
    wasDone(input),
    input.late === undefined ? undefined : sql<boolean>`${isLate(now)} = ${input.late}`,
  ]
}

function between(at: RawBuilder<unknown>, from: string | undefined, to: string | undefined) {
  return [
    from === undefined ? undefined : sql<boolean>`${at} >= ${startOfDay(from)}`,
    to === undefined ? undefined : sql<boolean>`${at} < ${endOfDay(to)}`,
  ]
}

/**
 * First sent to an organization in these days; `right`: to one that it never had to leave. A case came in before that and
 * was changed since, which leaves few whose steps are looked at.
 */
function wasDispatched({ dispatchedFrom, dispatchedTo, right }: CountCases): RawBuilder<boolean> | undefined {
  if (dispatchedFrom === undefined && dispatchedTo === undefined && right === undefined) return undefined
  const from = dispatchedFrom === undefined ? undefined : startOfDay(dispatchedFrom)
  const to = dispatchedTo === undefined ? undefined : endOfDay(dispatchedTo)
  const wentOn = sql<boolean>`exists (select 1 from case_actions s where s.district = cases.district and s.case_id = cases.id
    and (s.action = 'giveBack' or (s.action in ('dispatch', 'transfer', 'arbitrate') and s.input->>'org' <> coalesce(f.org, ''))))`
  const all = [
    sql<boolean>`true`,
    ...(from === undefined ? [] : [sql<boolean>`f.at >= ${from}`]),
    ...(to === undefined ? [] : [sql<boolean>`f.at < ${to}`]),
    ...(right === undefined ? [] : [sql<boolean>`${wentOn} = ${!right}`]),
  ]
  const first = sql`(select s.at, s.input->>'org' as org from case_actions s where s.district = cases.district
    and s.case_id = cases.id and s.action = 'dispatch' order by s.seq limit 1) f`
  const near = [
    ...(from === undefined ? [] : [sql<boolean>`updated_at >= ${from}`]),
    ...(to === undefined ? [] : [sql<boolean>`created_at < ${to}`]),
  ]
  return sql<boolean>`(${sql.join([...near, sql<boolean>`exists (select 1 from ${first} where ${sql.join(all, sql` and `)})`], sql` and `)})`
}

/** The time for the answer ends in these days, of a case that was answered or still is to be. */
function wasDue(type: CaseType, { dueFrom, dueTo }: CountCases): RawBuilder<boolean> | undefined {
  if (dueFrom === undefined && dueTo === undefined) return undefined
  const bounds = [
    `@.name == "${answerClock}"`,
    ...(dueFrom === undefined ? [] : [`@.due >= "${startOfDay(dueFrom).toISOString()}"`]),
    ...(dueTo === undefined ? [] : [`@.due < "${endOfDay(dueTo).toISOString()}"`]),
  ].join(' && ')
  return sql<boolean>`(case when document->>'answeredAt' is not null then document @? ${`$.clocks[*] ? (${bounds})`}::jsonpath
    else state <> all(${[...type.final]}::text[]) and document @? ${`$.clocks[*] ? (${bounds} && @.stoppedAt == null)`}::jsonpath end)`
}

/** Cases to which a rare step was done; the steps have an index of their own, so that these few come first. */
function wasDone({ did, didFrom, didTo }: CountCases): RawBuilder<boolean> | undefined {
  if (did === undefined) return undefined
  const from = didFrom === undefined ? sql`true` : sql`at >= ${startOfDay(didFrom)}`
  const to = didTo === undefined ? sql`true` : sql`at < ${endOfDay(didTo)}`
  return sql<boolean>`(id, district) in (select case_id, district from case_actions
    where action = ${did} and action in ('reopen', 'dispute', 'giveBack', 'transfer', 'supervise', 'escalate', 'hold')
      and ${from} and ${to})`
}

/** The SQL twin of `wasLate`. Times of a document are all written alike, so that they compare as texts. */
function isLate(now: Date): RawBuilder<boolean> {
  return sql<boolean>`case when document->>'answeredAt' is null then coalesce(closed_at is null and due_at < ${now}, false)
    else document @? ${`$.clocks[*] ? (@.name == "${answerClock}" && @.stoppedAt > @.due)`}::jsonpath end`
}

/** Midnight in Shanghai. */
function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`)
}

function endOfDay(day: string): Date {
  return new Date(startOfDay(day).getTime() + 86_400_000)
}
