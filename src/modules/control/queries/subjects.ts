import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { accessCondition, allows, withinPlaces } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'
import {
  ListSubjects,
  type OwnLevel,
  type SubjectPage,
  type SubjectRow,
  type SubjectView,
  waitingStates,
} from '../contract.ts'
import { daysAfter, levelInForce } from '../rules.ts'
import {
  accessSubject,
  hasOpenObjection,
  listFindings,
  listLevelSteps,
  listObjections,
  listPlans,
  lookedOn,
  type Subject,
  subjectColumns,
} from '../store.ts'

/** A review within so many days is near. */
const soonDays = 30
/** Half a year without a look is long; no law says so. */
const unseenDays = 182

/** The level that counts today, as SQL; the twin of `levelInForce`. */
function inForce(today: string): RawBuilder<string | null> {
  return sql`(case when override->>'until' >= ${today} then override->>'level' else base end)`
}

type State = NonNullable<ListSubjects['state']>

/** Conditions about `control_subjects s`. */
function conditionOf(state: State, today: string): RawBuilder<boolean> {
  const conditions: Readonly<Record<State, RawBuilder<boolean>>> = {
    proposed: sql<boolean>`proposal is not null`,
    objected: hasOpenObjection,
    review: sql<boolean>`review_on <= ${today}::date`,
    soon: sql<boolean>`(review_on > ${today}::date and review_on <= ${daysAfter(today, soonDays)}::date)`,
    unseen: sql<boolean>`coalesce(${lookedOn} < ${daysAfter(today, -unseenDays)}::date, true)`,
    overridden: sql<boolean>`override->>'until' >= ${today}`,
    unknown: sql<boolean>`${inForce(today)} is null`,
  }
  return conditions[state]
}

function filters(input: ListSubjects, actor: Actor): RawBuilder<boolean> {
  const like = `%${(input.text ?? '').replace(/[\\%_]/g, (c) => `\\${c}`)}%`
  return sql<boolean>`${sql.join(
    [
      accessCondition(access.see, actor),
      sql<boolean>`active`,
      ...(input.kind === undefined ? [] : [sql<boolean>`kind = ${input.kind}`]),
      ...(input.owner === undefined ? [] : [sql<boolean>`lead_org = ${input.owner}`]),
      ...(input.place === undefined ? [] : [withinPlaces([input.place])]),
      ...(input.text === undefined || input.text === ''
        ? []
        : [sql<boolean>`(name ilike ${like} or identifier ilike ${like})`]),
    ],
    sql` and `,
  )}`
}

/** The control-level register: those that the reader's posts reach, what waits for a person first. */
export const listSubjects = defineQuery({
  name: 'control.subjects',
  input: ListSubjects,
  allow: access.see,
  async run(tx, { actor, input, now }): Promise<SubjectPage> {
    const today = dayOf(now)
    const mine = filters(input, actor)
    const common = input.state === undefined ? mine : sql`${mine} and ${conditionOf(input.state, today)}`
    const level = input.level === undefined ? sql`` : sql`and ${inForce(today)} = ${input.level}`
    const first = input.state === 'unseen' ? sql`${lookedOn} nulls first` : sql`(proposal is null)`
    const { rows } = await sql<Listed>`
      select ${subjectColumns()}, ${listedColumns} from control_subjects s where ${common} ${level}
      order by ${first}, ${inForce(today)} desc nulls last, name, id
      limit ${input.limit} offset ${input.offset}`.execute(tx)
    const counted = await sql<{ level: string; count: number }>`
      select coalesce(${inForce(today)}, 'none') as level, count(*)::int as count from control_subjects s
      where ${common} group by 1`.execute(tx)
    const counts = Object.fromEntries(counted.rows.map((r) => [r.level, r.count]))
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
    return {
      rows: rows.map((s) => rowOf(s, today)),
      total: input.level === undefined ? all : (counts[input.level] ?? 0),
      counts,
      waiting: await countWaiting(tx, mine, today),
    }
  },
})

async function countWaiting(
  tx: Tx,
  mine: RawBuilder<boolean>,
  today: string,
): Promise<SubjectPage['waiting']> {
  const counts = waitingStates.map(
    (state) => sql`count(*) filter (where ${conditionOf(state, today)})::int as ${sql.ref(state)}`,
  )
  const { rows } = await sql<SubjectPage['waiting']>`
    select ${sql.join(counts)} from control_subjects s where ${mine}`.execute(tx)
  return rows[0] ?? { proposed: 0, objected: 0, review: 0, soon: 0, unseen: 0 }
}

type Listed = Subject & { next: string | null; looked: string | null; objected: boolean }

/** What stands beside the columns of a subject. */
const listedColumns = sql`(select min(due_on)::text from control_plans p
    where p.district = s.district and p.subject = s.id and p.measure = 'inspection') as next,
  ${lookedOn}::text as looked, ${hasOpenObjection} as objected`

function rowOf(s: Listed, today: string): SubjectRow {
  const isOverridden = s.override !== null && s.override.until >= today
  return {
    id: s.id,
    revision: s.revision,
    kind: s.kind,
    identifier: s.identifier,
    name: s.name,
    place: s.place,
    owner: s.owner,
    active: s.active,
    level: levelInForce(s.base, s.override, today),
    since: s.since?.toISOString() ?? null,
    review: s.review,
    proposed: s.proposal?.level ?? null,
    overriddenUntil: isOverridden ? (s.override?.until ?? null) : null,
    nextInspection: s.next,
    looked: s.looked,
    objected: s.objected,
  }
}

/** Steps of the history that a page shows. */
const mostSteps = 200

/** One subject with its level, why, what was and what is planned. */
export const getSubjectQuery = defineQuery({
  name: 'control.subject',
  input: z.object({ id: z.uuid() }),
  allow: access.see,
  async run(tx, { actor, input, now }): Promise<SubjectView> {
    const s = await getListed(tx, input.id)
    // A subject of others looks like one that is not there.
    if (!allows(access.see, actor, accessSubject(s)))
      throw new Refusal('not-found', 'control.subject-not-found', { id: input.id })
    const today = dayOf(now)
    return {
      ...rowOf(s, today),
      base: s.base,
      proposal: s.proposal,
      override: s.override !== null && s.override.until >= today ? s.override : null,
      trace: s.trace,
      history: await listLevelSteps(tx, s, mostSteps),
      plans: await plansOf(tx, s),
      findings: await listFindings(tx, s, 50),
      objections: await listObjections(tx, s),
      representatives: s.people.length,
      may: mayWith(s, actor),
    }
  },
})

/** @throws Refusal `not-found` */
async function getListed(tx: Tx, id: string): Promise<Listed> {
  const { rows } = await sql<Listed>`
    select ${subjectColumns()}, ${listedColumns} from control_subjects s where id = ${id}::uuid`.execute(tx)
  const [found] = rows
  if (found === undefined) throw new Refusal('not-found', 'control.subject-not-found', { id })
  return found
}

function mayWith(s: Subject, actor: Actor): SubjectView['may'] {
  const about = accessSubject(s)
  const table = {
    edit: access.saveSubject,
    confirm: access.confirm,
    override: access.override,
    review: access.review,
    judge: access.judge,
    answer: access.answer,
  } as const
  return (Object.keys(table) as (keyof typeof table)[]).filter((name) => allows(table[name], actor, about))
}

async function plansOf(tx: Tx, s: Subject) {
  return (await listPlans(tx, s)).map(({ measure, due, last, case: open }) => ({
    measure,
    due,
    last,
    case: open,
  }))
}

/** What the representative of an enterprise sees: its level, why, until when, and what is planned. */
export const getOwnLevels = defineQuery({
  name: 'control.own-levels',
  input: z.object({}),
  allow: access.own,
  async run(tx, { actor, now, authorise, logRead }): Promise<{ rows: OwnLevel[] }> {
    authorise({})
    const { person } = actor
    if (person === null) throw new Refusal('forbidden', 'identity.no-person')
    const { rows } = await sql<Subject>`
      select ${subjectColumns()} from control_subjects where people @> array[${person}]::uuid[] and active
      order by name, id limit 50`.execute(tx)
    if (rows.length > 0) logRead({ type: 'person', id: person, people: [person] }, ['own control levels'])
    return { rows: await Promise.all(rows.map((s) => ownLevel(tx, s, dayOf(now)))) }
  },
})

async function ownLevel(tx: Tx, s: Subject, today: string): Promise<OwnLevel> {
  const [last] = (await listLevelSteps(tx, s, mostSteps)).filter((h) => h.cause !== 'kept')
  const objections = await listObjections(tx, s)
  const level = levelInForce(s.base, s.override, today)
  return {
    id: s.id,
    name: s.name,
    identifier: s.identifier,
    owner: s.owner,
    level,
    since: s.since?.toISOString() ?? null,
    review: s.review,
    reason: last?.reason ?? '',
    trace: s.override === null ? s.trace : null,
    plans: await plansOf(tx, s),
    objections,
    mayObject: level !== null && objections.every((o) => o.answered !== null),
  }
}
