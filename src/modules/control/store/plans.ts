import { sql } from 'kysely'
import type { WorkingCalendar } from '#kernel/clock/define'
import { dayOf } from '#kernel/clock/rules'
import type { Database, Tx } from '#kernel/database'
import type { PlanView } from '../contract/levels.ts'
import type { MeasureTable } from '../contract/measures.ts'
import { dueDay, levelInForce, plannedMeasures } from '../rules.ts'
import { tables } from '../tables.ts'
import type { Subject } from './subjects.ts'

/**
 * Brings a subject's plan in line with its level: each measure of the level with its day, counted from when it was last
 * done. What has an open task keeps the day of the task.
 */
export async function replan(
  tx: Tx,
  s: Subject,
  { table, calendar, now }: { table: MeasureTable; calendar: WorkingCalendar; now: Date },
): Promise<void> {
  const today = dayOf(now)
  const level = s.active ? levelInForce(s.base, s.override, today) : null
  const wanted = level === null ? [] : plannedMeasures(table, s.kind, level)
  const since = s.since === null ? today : dayOf(s.since)
  const known = await listPlans(tx, s)
  for (const { measure, everyDays } of wanted) {
    const before = known.find((p) => p.measure === measure)
    if (before?.case != null || everyDays === null) continue
    const last = before?.last ?? null
    const counted =
      [last, before?.skipped ?? null]
        .filter((d) => d !== null)
        .toSorted()
        .at(-1) ?? null
    const due = dueDay(calendar, { last: counted, since, everyDays })
    await sql`
      insert into control_plans (district, subject, measure, due_on, last_on) values (${s.district}, ${s.id}::uuid, ${measure}, ${due}::date, ${last}::date)
      on conflict on constraint control_plans_pk do update set due_on = excluded.due_on`.execute(tx)
  }
  const kept = wanted.map((m) => m.measure as string)
  await sql`
    delete from control_plans where district = ${s.district} and subject = ${s.id}::uuid and case_id is null
      and not (measure = any(${kept}::text[])) and measure <> 'inspection'`.execute(tx)
  if (!kept.includes('inspection'))
    // What was last inspected when is still known when the level asks for it again.
    await sql`
      update control_plans set due_on = null where district = ${s.district} and subject = ${s.id}::uuid
        and measure = 'inspection' and case_id is null`.execute(tx)
}

export interface Plan extends PlanView {
  /** Day on which a task was revoked. */
  readonly skipped: string | null
}

/** What is planned, soonest first. */
export async function listPlans(db: Tx | Database, s: Pick<Subject, 'district' | 'id'>): Promise<Plan[]> {
  const { rows } = await sql<Plan>`
    select measure, due_on::text as due, last_on::text as last, skipped_on::text as skipped, case_id as "case" from control_plans
    where district = ${s.district} and subject = ${s.id}::uuid order by due_on, measure`.execute(db)
  return rows
}

export interface DuePlan {
  readonly subject: string
  readonly measure: string
  readonly due: string
}

/** Plans that fall due until a day and have no open task. */
export async function listDuePlans(db: Database, until: string, limit: number): Promise<DuePlan[]> {
  const { rows } = await sql<DuePlan>`
    select p.subject, p.measure, p.due_on::text as due from control_plans p
    join control_subjects s on s.district = p.district and s.id = p.subject and s.active
    where p.due_on <= ${until}::date and p.case_id is null order by p.due_on, p.subject limit ${limit}`.execute(
    db,
  )
  return rows
}

export async function savePlanCase(
  tx: Tx,
  s: Pick<Subject, 'district' | 'id'>,
  measure: string,
  change: { case: string | null; last?: string; skipped?: string },
): Promise<void> {
  await tables(tx)
    .updateTable('control_plans')
    .set({
      case_id: change.case,
      ...(change.last === undefined ? {} : { last_on: change.last }),
      ...(change.skipped === undefined ? {} : { skipped_on: change.skipped }),
    })
    .where('district', '=', s.district)
    .where('subject', '=', s.id)
    .where('measure', '=', measure)
    .execute()
}
