import { type RawBuilder, sql } from 'kysely'
import { accessCondition, withinPlaces } from '#kernel/access'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { CaseType } from '../define.ts'
import { statisticsAccess, type Term } from './reach.ts'

export interface Of {
  readonly type: string
  readonly terms: readonly Term[]
}

export interface DayRow {
  readonly day: string
  readonly submitted: number
  readonly answered: number
  readonly onTime: number
  readonly closed: number
  readonly rated: number
  readonly score: number
  readonly solved: number
}

export interface KeyRow {
  readonly axis: string
  readonly key: string
  readonly submitted: number
  readonly answered: number
}

export interface OpenRow {
  readonly axis: string
  readonly key: string
  readonly open: number
}

export interface PlaceRow {
  readonly place: string
  readonly open: number
}

export interface DueRow {
  readonly place: string
  readonly overdue: number
  readonly soon: number
}

/** The first segments of all places: the city, or the cities. */
export async function listRoots(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ root: string }>`
    select distinct split_part(p, '/', 1) as root from organizations, unnest(places) as p`.execute(tx)
  return rows.map((r) => r.root)
}

function reach(terms: readonly Term[]): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as t (district text, place text, org text, sign int)`
}

/** Sums over one axis, which is the whole; the given day comes along although it may lie outside the period. */
export async function listByDay(
  tx: Tx,
  { type, terms }: Of,
  from: string,
  to: string,
  also: string,
): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    select c.day::text as day, sum(t.sign * c.submitted)::int as submitted, sum(t.sign * c.answered)::int as answered,
      sum(t.sign * c.on_time)::int as "onTime", sum(t.sign * c.closed)::int as closed, sum(t.sign * c.rated)::int as rated,
      sum(t.sign * c.score)::int as score, sum(t.sign * c.solved)::int as solved
    from ${reach(terms)} join case_counts c on c.district = t.district and c.type = ${type} and c.place = t.place
      and c.org = t.org and c.axis = 'channel' and (c.day between ${from}::date and ${to}::date or c.day = ${also}::date)
    group by c.day order by c.day`.execute(tx)
  return rows
}

export async function listByKey(tx: Tx, { type, terms }: Of, from: string, to: string): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select c.axis, c.key, sum(t.sign * c.submitted)::int as submitted, sum(t.sign * c.answered)::int as answered
    from ${reach(terms)} join case_counts c on c.district = t.district and c.type = ${type} and c.place = t.place
      and c.org = t.org and c.axis = any('{channel,category,hours}') and c.day between ${from}::date and ${to}::date
    group by c.axis, c.key order by submitted desc, c.key`.execute(tx)
  return rows
}

export async function listOpen(tx: Tx, { type, terms }: Of): Promise<OpenRow[]> {
  const { rows } = await sql<OpenRow>`
    select c.axis, c.key, sum(t.sign * c.open)::int as open
    from ${reach(terms)} join case_open_counts c on c.district = t.district and c.type = ${type} and c.place = t.place and c.org = t.org
    group by c.axis, c.key having sum(t.sign * c.open) <> 0 order by c.key`.execute(tx)
  return rows
}

/** Open cases of each place at a depth inside the reach; a reach that begins deeper counts by its own places. */
export async function listOpenPlaces(tx: Tx, { type, terms }: Of, depth: number): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    select c.place, sum(t.sign * c.open)::int as open
    from ${reach(terms)} join case_open_counts c on c.type = ${type} and c.axis = 'state' and c.org = t.org
      and c.place ~>=~ t.place and c.place ~<~ (t.place || '0') and (c.place = t.place or starts_with(c.place, t.place || '/'))
    where cardinality(string_to_array(c.place, '/'))
      = greatest(${depth}::int, cardinality(string_to_array(t.place, '/'))) or c.place = t.place
    group by c.place having sum(t.sign * c.open) <> 0`.execute(tx)
  return rows
}

const soonMs = 86_400_000

/** What ran out or soon will, read from the open cases themselves: it changes by the minute, without any event. */
export async function listDue(
  tx: Tx,
  type: CaseType,
  {
    actor,
    input,
    now,
  }: { actor: Actor; input: { place?: string | undefined; org?: string | undefined }; now: Date },
): Promise<DueRow[]> {
  const conditions = [
    accessCondition(statisticsAccess(type), actor),
    ...(input.place === undefined ? [] : [withinPlaces([input.place])]),
    ...(input.org === undefined ? [] : [sql<boolean>`lead_org = ${input.org}`]),
  ]
  const { rows } = await sql<DueRow>`
    select place, (count(*) filter (where due_at < ${now}))::int as overdue,
      (count(*) filter (where due_at >= ${now}))::int as soon
    from cases where type = ${type.type} and closed_at is null and due_at < ${new Date(now.getTime() + soonMs)}
      and ${sql.join(conditions, sql` and `)}
    group by place`.execute(tx)
  return rows
}
