import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { LevelCause, LevelStep, Trace } from '../contract/levels.ts'
import type { Level } from '../contract/subjects.ts'
import type { Subject } from './subjects.ts'

export interface NewStep {
  readonly from: Level | null
  readonly to: Level | null
  readonly cause: LevelCause
  readonly reason: string
  readonly by: { readonly id: string; readonly name: string }
  readonly review: string | null
  readonly trace: Trace | null
  readonly model: string | null
  readonly version: string | null
}

/** Adds to the history; the subject is locked by the caller, so that numbers follow each other. */
export async function addLevelStep(tx: Tx, s: Subject, step: NewStep, now: Date): Promise<void> {
  await sql`
    insert into control_level_steps (district, subject, seq, at, from_level, to_level, cause, reason, actor_id, actor_name,
      review_on, trace, model, version)
    select ${s.district}, ${s.id}::uuid, coalesce(max(seq), 0) + 1, ${now}, ${step.from}, ${step.to}, ${step.cause},
      ${step.reason}, ${step.by.id}, ${step.by.name}, ${step.review}::date,
      ${step.trace === null ? null : JSON.stringify(step.trace)}::jsonb, ${step.model}::uuid, ${step.version}
    from control_level_steps where district = ${s.district} and subject = ${s.id}::uuid`.execute(tx)
}

/** Newest first. */
export async function listLevelSteps(db: Tx | Database, s: Subject, limit: number): Promise<LevelStep[]> {
  const { rows } = await sql<Omit<LevelStep, 'at'> & { at: Date }>`
    select h.seq, h.at, h.from_level as "from", h.to_level as "to", h.cause, h.reason, h.actor_name as "by",
      h.review_on::text as review, h.trace, m.content->>'name' as model, h.version
    from control_level_steps h left join control_models m on m.id = h.model
    where h.district = ${s.district} and h.subject = ${s.id}::uuid order by h.seq desc limit ${limit}`.execute(
    db,
  )
  return rows.map((r) => ({ ...r, at: r.at.toISOString() }))
}
