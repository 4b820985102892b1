import { type RawBuilder, sql } from 'kysely'
import { accessCondition, withinPlaces } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import type { Clock } from '#kernel/clock'
import { dayOf, isWorkingDay } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { AskCalendar, type CalendarEntry, type CalendarPage } from '../contract.ts'
import { daysAfter } from '../rules.ts'

/** Longest span that is shown at once. */
const mostDays = 100

/** Reviews, inspections and other measures by their day, with what is overdue since before. */
export function getCalendar(clock: Clock) {
  return defineQuery({
    name: 'control.calendar',
    input: AskCalendar,
    allow: access.see,
    async run(tx, { actor, input, now }): Promise<CalendarPage> {
      const today = dayOf(now)
      if (input.to < input.from || daysAfter(input.from, mostDays) < input.to)
        throw new Refusal('invalid', 'control.calendar-span', { field: 'to', days: mostDays })
      const seen = sql.join(
        [
          accessCondition(access.see, actor),
          sql<boolean>`active`,
          ...(input.owner === undefined ? [] : [sql<boolean>`lead_org = ${input.owner}`]),
          ...(input.place === undefined ? [] : [withinPlaces([input.place])]),
        ],
        sql` and `,
      )
      const dates = datesOf(seen, input.what, today)
      const { rows } = await sql<Omit<CalendarEntry, 'isOverdue'>>`
        select day::text as day, what, subject, name, level, owner, "case" from (${dates}) as d
        where day between ${input.from}::date and ${input.to}::date
        order by day, what, name, subject limit ${input.limit + 1}`.execute(tx)
      return {
        rows: rows.slice(0, input.limit).map((r) => ({ ...r, isOverdue: r.day < today })),
        more: rows.length > input.limit,
        closed: closedDays(clock, input),
        today,
        overdue: await countBefore(tx, dates, today),
      }
    },
  })
}

function datesOf(
  seen: RawBuilder<unknown>,
  what: 'review' | 'measure' | undefined,
  today: string,
): RawBuilder<unknown> {
  const level = sql`(case when s.override->>'until' >= ${today} then s.override->>'level' else s.base end)`
  const about = sql`s.id as subject, s.name, ${level} as level, s.lead_org as owner`
  const subjects = sql`(select * from control_subjects where ${seen}) as s`
  const reviews = sql`
    select s.review_on as day, 'review' as what, ${about}, null::uuid as "case" from ${subjects} where s.review_on is not null
    union all
    select (s.override->>'until')::date, 'override', ${about}, null::uuid from ${subjects}
    where s.override->>'until' >= ${today}`
  const measures = sql`
    select p.due_on as day, p.measure as what, ${about}, p.case_id as "case" from ${subjects}
    join control_plans p on p.district = s.district and p.subject = s.id and p.due_on is not null`
  if (what === 'review') return reviews
  return what === 'measure' ? measures : sql`${reviews} union all ${measures}`
}

function closedDays(
  clock: Clock,
  { from, to, owner }: { from: string; to: string; owner?: string | undefined },
) {
  const calendar = clock.calendar(owner)
  const days: string[] = []
  for (let day = from; day <= to; day = daysAfter(day, 1)) if (!isWorkingDay(calendar, day)) days.push(day)
  return days
}

async function countBefore(tx: Tx, dates: RawBuilder<unknown>, today: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (${dates}) as d where day < ${today}::date`.execute(tx)
  return rows[0]?.n ?? 0
}
