import { type RawBuilder, sql } from 'kysely'
import { accessCondition, withinPlaces } from '#kernel/access'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { CaseType } from '../define.ts'
import type { Period } from '../rules/drill.ts'
import {
  type Dimension,
  dayGrains,
  durationGrains,
  durationMonthGrains,
  monthGrains,
  smallestGrain,
} from './grains.ts'
import { inMonths } from './months.ts'
import { type Reach, statisticsAccess } from './reach.ts'

export interface Of {
  readonly type: string
  readonly reach: Reach
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
  readonly axis: 'channel' | 'category'
  readonly key: string
  readonly submitted: number
  readonly answered: number
}

export interface OpenRow {
  readonly state: string
  readonly category: string
  readonly open: number
  readonly held: number
  readonly supervised: number
  readonly reopened: number
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

const all = (conditions: readonly RawBuilder<boolean>[]) => sql.join([...conditions], sql` and `)

const isAny = sql<boolean>`true`

/** The rows of the smallest grain of the day counts that knows the reach and these dimensions. */
export function dayRows({ type, reach }: Of, dimensions: readonly Dimension[]): RawBuilder<unknown> {
  const grain = smallestGrain(dayGrains, [...reach.needs, ...dimensions]) ?? 'fine'
  return sql`case_days where grain = ${grain} and type = ${type} and ${all(reach.conditions)}`
}

/** The same for a period; whole months come as one day each, unless the days are to be told apart. */
export function dayRowsIn(
  of: Of,
  dimensions: readonly Dimension[],
  period: Period,
  tellsDays: boolean,
): RawBuilder<unknown> {
  const needed = [...of.reach.needs, ...dimensions]
  const grain = smallestGrain(dayGrains, needed) ?? 'fine'
  // The place grain holds so few rows that a month would hold more.
  const byMonth = tellsDays || grain === 'place' ? undefined : smallestGrain(monthGrains, needed)
  return rowsIn(sql`case_days`, of, { grain, byMonth, period, only: isAny })
}

/** Durations for a period in the same way; undefined where no grain knows the reach and these dimensions. */
export function durationRowsIn(
  of: Of,
  dimensions: readonly Dimension[],
  { duration, period, tellsDays }: { duration: string; period: Period; tellsDays: boolean },
): RawBuilder<unknown> | undefined {
  const needed = [...of.reach.needs, ...dimensions]
  const grain = smallestGrain(durationGrains, needed)
  if (grain === undefined) return undefined
  const byMonth = tellsDays || grain === 'district' ? undefined : smallestGrain(durationMonthGrains, needed)
  const only = sql<boolean>`duration = ${duration}`
  return rowsIn(sql`case_durations`, of, { grain, byMonth, period, only })
}

interface Choice {
  readonly grain: string
  readonly byMonth: string | undefined
  readonly period: Period
  readonly only: RawBuilder<boolean>
}

function rowsIn(
  table: RawBuilder<unknown>,
  { type, reach }: Of,
  { grain, byMonth, period, only }: Choice,
): RawBuilder<unknown> {
  const within = (days: readonly Period[]) =>
    sql.join(
      days.map(({ from, to }) => sql`day between ${from}::date and ${to}::date`),
      sql` or `,
    )
  const part = (of: string, days: readonly Period[]) =>
    sql`select * from ${table} where grain = ${of} and type = ${type} and ${only} and ${all(reach.conditions)}
      and (${within(days)})`
  const split = byMonth === undefined ? undefined : inMonths(period)
  if (byMonth === undefined || split === undefined) return sql`(${part(grain, [period])}) as counted`
  const parts = [part(byMonth, [split.months]), ...(split.rest.length > 0 ? [part(grain, split.rest)] : [])]
  return sql`(${sql.join(parts, sql` union all `)}) as counted`
}

/** What is open now. */
export function openRows({ type, reach }: Of): RawBuilder<unknown> {
  return sql`case_open where type = ${type} and ${all(reach.conditions)}`
}

/** Sums by day; the given day comes along although it may lie outside the period. */
export async function listByDay(tx: Tx, of: Of, from: string, to: string, also: string): Promise<DayRow[]> {
  const sum = (column: string) => sql`coalesce(sum(${sql.ref(column)}), 0)::int`
  const { rows } = await sql<DayRow>`
    select day::text as day, ${sum('submitted')} as submitted, ${sum('answered')} as answered, ${sum('on_time')} as "onTime",
      ${sum('closed')} as closed, ${sum('rated')} as rated, ${sum('score')} as score, ${sum('solved')} as solved
    from ${dayRows(of, [])} and (day between ${from}::date and ${to}::date or day = ${also}::date)
    group by day order by day`.execute(tx)
  return rows
}

export async function listByKey(tx: Tx, of: Of, from: string, to: string): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select case when grouping(channel) = 0 then 'channel' else 'category' end as axis, coalesce(channel, category) as key,
      coalesce(sum(submitted), 0)::int as submitted, coalesce(sum(answered), 0)::int as answered
    from ${dayRowsIn(of, ['channel', 'category'], { from, to }, false)}
    group by grouping sets ((channel), (category)) order by submitted desc, key`.execute(tx)
  return rows
}

/** How many cases lie in each bucket of a duration that ended in the period. */
export async function listBuckets(
  tx: Tx,
  of: Of,
  duration: string,
  from: string,
  to: string,
): Promise<Map<number, number>> {
  const found = durationRowsIn(of, [], { duration, period: { from, to }, tellsDays: false })
  if (found === undefined) return new Map()
  const { rows } = await sql<{ bucket: number; n: number }>`
    select bucket, sum(cases)::int as n from ${found} group by bucket`.execute(tx)
  return new Map(rows.map((r) => [r.bucket, r.n]))
}

export async function listOpen(tx: Tx, of: Of): Promise<OpenRow[]> {
  const { rows } = await sql<OpenRow>`
    select state, category, sum(open)::int as open, sum(held)::int as held, sum(supervised)::int as supervised,
      sum(reopened)::int as reopened
    from ${openRows(of)} group by state, category having sum(open) <> 0 order by state, category`.execute(tx)
  return rows
}

/** Open cases by the smallest place that is counted. */
export async function listOpenPlaces(tx: Tx, of: Of): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    select place, sum(open)::int as open from ${openRows(of)} group by place having sum(open) <> 0`.execute(
    tx,
  )
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
      and ${all(conditions)}
    group by place`.execute(tx)
  return rows
}
