import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { type CountDoor, type Counted, provideCount } from '../counts.ts'

const everyKind = ['area', 'enterprise', 'facility'] as const
const dayMs = 86_400_000

interface Found {
  readonly id: string
  readonly value: number
  readonly at: Date | null
}

type Query = (subjects: readonly Counted[], from: Date) => RawBuilder<Found>

/** Subjects as a table of id and place, for a count that finds all of them in one question. */
function asked(subjects: readonly Counted[]): RawBuilder<unknown> {
  return sql`unnest(${subjects.map((s) => s.id)}::uuid[], ${subjects.map((s) => s.place)}::text[]) as s (id, place)`
}

function door(about: Omit<CountDoor, 'count'>, query: Query): CountDoor {
  return {
    ...about,
    async count(db: Tx | Database, subjects: readonly Counted[], from: Date) {
      const { rows } = await query(subjects, from).execute(db)
      return new Map(rows.map((r) => [r.id, { value: Number(r.value), at: r.at }]))
    },
  }
}

function findings(condition: RawBuilder<unknown>): Query {
  return (subjects, from) => sql<Found>`
    select s.id, count(f.id)::int as value, max(f.at) as at from ${asked(subjects)}
    left join control_findings f on f.subject = s.id and f.at >= ${from} and ${condition} group by s.id`
}

/** Days since the last inspection; a subject that was never inspected has no such number. */
const sinceInspection: CountDoor = {
  source: 'days-since-inspection',
  zh: '距上次检查的天数',
  en: 'Days since the last inspection',
  kinds: everyKind,
  async count(db, subjects, _from, now) {
    const { rows } = await sql<{ id: string; at: Date }>`
      select s.id, (p.last_on::timestamp at time zone 'Asia/Shanghai') as at from ${asked(subjects)}
      join control_plans p on p.subject = s.id and p.measure = 'inspection' and p.last_on is not null`.execute(
      db,
    )
    return new Map(
      rows.map((r) => [r.id, { value: Math.floor((now.getTime() - r.at.getTime()) / dayMs), at: r.at }]),
    )
  },
}

/** What this module counts itself, and the appeals about an area. */
export function provideOwnCounts(): void {
  const own = [
    door(
      { source: 'findings', zh: '检查发现的问题数', en: 'Findings of inspections', kinds: everyKind },
      findings(sql`true`),
    ),
    door(
      { source: 'serious-findings', zh: '检查发现的严重问题数', en: 'Serious findings', kinds: everyKind },
      findings(sql`f.serious`),
    ),
    door(
      { source: 'open-findings', zh: '尚未整改的问题数', en: 'Findings not put right', kinds: everyKind },
      findings(sql`f.resolved_at is null`),
    ),
    door(
      { source: 'appeals', zh: '辖区内的诉求数', en: 'Appeals in the area', kinds: ['area'] },
      (subjects, from) => sql<Found>`
        select s.id, count(c.id)::int as value, max(c.created_at) as at from ${asked(subjects)}
        left join cases c on c.type = 'appeal' and c.created_at >= ${from}
          and (c.place = s.place or (c.place ~>=~ (s.place || '/') and c.place ~<~ (s.place || '0')))
        group by s.id`,
    ),
  ]
  for (const count of [...own, sinceInspection]) provideCount(count)
}
