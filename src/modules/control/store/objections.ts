import { sql } from 'kysely'
import type { Tx } from '#kernel/database'
import type { ObjectionView } from '../contract/objections.ts'
import { tables } from '../tables.ts'
import type { Subject } from './subjects.ts'

/** Newest first. */
export async function listObjections(tx: Tx, s: Pick<Subject, 'district' | 'id'>): Promise<ObjectionView[]> {
  const rows = await tables(tx)
    .selectFrom('control_objections')
    .selectAll()
    .where('district', '=', s.district)
    .where('subject', '=', s.id)
    .orderBy('at', 'desc')
    .limit(50)
    .execute()
  return rows.map((r) => ({
    id: r.id,
    at: r.at.toISOString(),
    level: r.level,
    reason: r.reason,
    answered:
      r.answered_at === null
        ? null
        : {
            at: r.answered_at.toISOString(),
            by: r.answered_by ?? '',
            upheld: r.upheld === true,
            answer: r.answer ?? '',
          },
  }))
}

/** Whether an objection of the subject waits, as SQL about `control_subjects s`. */
export const hasOpenObjection = sql<boolean>`exists (select from control_objections o
  where o.subject = s.id and o.answered_at is null)`

/**
 * The day on which a person looked last, by a step of the level or an inspection, as SQL about `control_subjects s`;
 * null: nobody ever. What took effect by itself is no look.
 */
export const lookedOn = sql<string | null>`greatest(
  (select max(h.at at time zone 'Asia/Shanghai')::date from control_level_steps h
    where h.district = s.district and h.subject = s.id and h.cause in ('confirmed', 'kept', 'override', 'reviewed')),
  (select max(p.last_on) from control_plans p
    where p.district = s.district and p.subject = s.id and p.measure = 'inspection'))`
