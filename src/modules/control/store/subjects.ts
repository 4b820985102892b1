import { sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import { currentRows } from '#modules/collection'
import type { LevelProposal, Override, Trace } from '../contract/levels.ts'
import type { Level, SubjectKind } from '../contract/subjects.ts'

export interface Subject {
  readonly district: string
  readonly id: string
  readonly kind: SubjectKind
  readonly identifier: string
  readonly name: string
  readonly place: string
  readonly owner: string
  readonly active: boolean
  readonly people: readonly string[]
  readonly revision: number
  readonly base: Level | null
  readonly since: Date | null
  readonly review: string | null
  readonly override: Override | null
  readonly proposal: LevelProposal | null
  readonly trace: Trace | null
  readonly judged: string | null
}

/** Days as text: a date that became an instant would move with the machine's zone. */
export function subjectColumns() {
  return sql`district, id, kind, identifier, name, place, lead_org as owner, active, people, revision, base, since,
    review_on::text as review, override, proposal, trace, judged`
}

export async function findSubject(db: Tx | Database, id: string): Promise<Subject | undefined> {
  const { rows } = await sql<Subject>`
    select ${subjectColumns()} from control_subjects where id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** @throws Refusal `not-found` */
export async function getSubject(db: Tx | Database, id: string): Promise<Subject> {
  const found = await findSubject(db, id)
  if (found === undefined) throw new Refusal('not-found', 'control.subject-not-found', { id })
  return found
}

/** @throws Refusal `not-found`, or `conflict` when it has changed since it was looked at */
export async function lockSubject(tx: Tx, ref: { id: string; revision?: number }): Promise<Subject> {
  const { rows } = await sql<Subject>`
    select ${subjectColumns()} from control_subjects where id = ${ref.id}::uuid for update`.execute(tx)
  const [found] = rows
  if (found === undefined) throw new Refusal('not-found', 'control.subject-not-found', { id: ref.id })
  if (ref.revision !== undefined && found.revision !== ref.revision)
    throw new Refusal('conflict', 'control.changed-meanwhile', { current: found.revision })
  return found
}

/** What the access judgement sees of a subject. */
export function accessSubject(s: Pick<Subject, 'id' | 'district' | 'owner' | 'place' | 'people'>) {
  return {
    type: 'control-subject',
    id: s.id,
    district: s.district,
    lead: s.owner,
    place: s.place,
    people: [...s.people],
  }
}

/** Saves everything of a subject, with its next revision; a new one begins with the first. */
export async function saveSubjectRow(tx: Tx, s: Subject): Promise<Subject> {
  const next = { ...s, revision: s.revision + 1 }
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
  await sql`
    insert into control_subjects (district, id, kind, identifier, name, place, lead_org, active, people, revision, base, since,
      review_on, override, proposal, trace, judged)
    values (${next.district}, ${next.id}::uuid, ${next.kind}, ${next.identifier}, ${next.name}, ${next.place}, ${next.owner},
      ${next.active}, ${[...next.people]}::uuid[], ${next.revision}, ${next.base}, ${next.since}, ${next.review}::date,
      ${json(next.override)}::jsonb, ${json(next.proposal)}::jsonb, ${json(next.trace)}::jsonb, ${next.judged})
    on conflict on constraint control_subjects_pk do update set name = excluded.name, active = excluded.active,
      people = excluded.people, revision = excluded.revision, base = excluded.base, since = excluded.since,
      review_on = excluded.review_on, override = excluded.override, proposal = excluded.proposal, trace = excluded.trace,
      judged = excluded.judged`.execute(tx)
  return next
}

/** Another subject of the owner with the same identifier. */
export async function findSame(
  tx: Tx,
  s: Pick<Subject, 'owner' | 'kind' | 'identifier'>,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from control_subjects where lead_org = ${s.owner} and kind = ${s.kind} and identifier = ${s.identifier}`.execute(
    tx,
  )
  return rows[0]?.id
}

/** Subjects whose override has run out. */
export async function listOverdueOverrides(db: Database, today: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from control_subjects where override is not null and override->>'until' < ${today} limit ${limit}`.execute(
    db,
  )
  return rows.map((r) => r.id)
}

export async function listSubjectIds(
  db: Database,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from control_subjects ${after === undefined ? sql`` : sql`where id > ${after}::uuid`}
    order by id limit ${limit}`.execute(db)
  return rows.map((r) => r.id)
}

/** Active subjects that a model judges, by id. */
export async function listJudged(
  db: Tx | Database,
  model: { owner: string; kind: SubjectKind },
  page: { after?: string | undefined; limit: number; only?: string | undefined },
): Promise<Subject[]> {
  const { rows } = await sql<Subject>`
    select ${subjectColumns()} from control_subjects
    where lead_org = ${model.owner} and kind = ${model.kind} and active
      ${page.after === undefined ? sql`` : sql`and id > ${page.after}::uuid`}
      ${page.only === undefined ? sql`` : sql`and id = ${page.only}::uuid`}
    order by id limit ${page.limit}`.execute(db)
  return rows
}

/** The demo's key units as subjects: made-up enterprises of the demo catalogue. */
export async function listDemoUnits(
  db: Database,
  resource: string,
): Promise<{ code: string; name: string; town: string }[]> {
  const { rows } = await sql<{ code: string; name: string; town: string }>`
    select data->>'credit_code' as code, data->>'name' as name, data->>'town' as town from ${currentRows()}
    where resource = ${resource}::uuid order by key limit 100`.execute(db)
  return rows
}
