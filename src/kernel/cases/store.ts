import { sql } from 'kysely'
import type { Write } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import {
  type ActionRow,
  availableActions,
  type Case,
  type CaseType,
  partiesOf,
  reportersOf,
} from './define.ts'
import { nextDue } from './rules.ts'
import { searchMarks, searchTerms } from './search.ts'

export interface Step {
  readonly action: string
  readonly actor: Actor
  readonly visible: ActionRow['visible']
  readonly input: Readonly<Record<string, unknown>>
  readonly trace: string
  /** The organization for which the actor acted. */
  readonly org: string | null
}

/** @throws Refusal `not-found`, also for a case of another type */
export async function getCase<D = unknown>(db: Database | Tx, type: string, id: string): Promise<Case<D>> {
  const found = await findCase<D>(db, type, id)
  if (found === undefined) throw new Refusal('not-found', 'case.not-found', { id })
  return found
}

export async function findCase<D = unknown>(
  db: Database | Tx,
  type: string,
  id: string,
): Promise<Case<D> | undefined> {
  const row = await db
    .selectFrom('cases')
    .select('document')
    .where('id', '=', id)
    .where('type', '=', type)
    .executeTakeFirst()
  return row?.document as Case<D> | undefined
}

/** The next readable number, such as SQ20261124000123: prefix, day in Shanghai, six or more digits. */
export async function nextNumber(tx: Tx, type: CaseType, now: Date): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('case_numbers') as n`.execute(tx)
  const day = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
  return `${type.prefix}${day}${String(rows[0]?.n ?? 0).padStart(6, '0')}`
}

/** A new case with its message, the terms it is found by, and its first timeline entry. */
export function newCase(c: Case, body: string, step: Step): Write {
  const words = [c.title, c.titleInEnglish ?? '', body, c.address ?? ''].join(' ')
  const terms = [...searchTerms(words), ...searchMarks(c)]
  return {
    ctes: [
      sql`new_case as (
        insert into cases (district, id, type, number, state, version, place, category, urgency, channel, lead_org, assignee,
          co_orgs, people, due_at, held, created_at, updated_at, closed_at, document)
        values (${c.district}, ${c.id}, ${c.type}, ${c.number}, ${c.state}, ${c.version}, ${c.place}, ${c.category},
          ${c.urgency}, ${c.channel}, ${c.lead?.org ?? null}, ${c.lead?.assignee ?? null}, ${partiesOf(c)}::text[],
          ${people(c)}::uuid[], ${nextDue(c)}, ${c.hold !== null}, ${c.createdAt}, ${c.updatedAt}, ${c.closedAt},
          ${JSON.stringify(c)}::jsonb))`,
      sql`words as (
        insert into case_texts (district, case_id, body, search)
        values (${c.district}, ${c.id}, ${body}, array_to_tsvector(${terms}::text[])))`,
      sql`step as (${timelineInsert(null, c, step)})`,
    ],
  }
}

/**
 * A case that a rule has changed, with its timeline entry; saved only if nobody else was faster.
 * @returns the case with its new version, and the write, whose guard refuses with the current state and what the
 *   actor may do with it now
 */
export function changedCase<D>(
  tx: Tx,
  type: CaseType,
  before: Case<D>,
  after: Case<D>,
  step: Step,
): { readonly saved: Case<D>; readonly write: Write } {
  const saved: Case<D> = { ...after, version: before.version + 1 }
  const ctes = [
    sql`saved as (
      update cases set state = ${saved.state}, version = ${saved.version}, place = ${saved.place},
        category = ${saved.category}, urgency = ${saved.urgency}, lead_org = ${saved.lead?.org ?? null},
        assignee = ${saved.lead?.assignee ?? null}, co_orgs = ${partiesOf(saved)}::text[], people = ${people(saved)}::uuid[],
        due_at = ${nextDue(saved)}, held = ${saved.hold !== null}, updated_at = ${saved.updatedAt},
        closed_at = ${saved.closedAt}, document = ${JSON.stringify(saved)}::jsonb
      where district = ${saved.district} and id = ${saved.id} and version = ${before.version} returning id)`,
    sql`step as (${timelineInsert(before.state, saved, step)} where exists (select 1 from saved))`,
  ]
  const guard = { cte: 'saved', refuse: () => conflict(tx, type, saved.id, step.actor) }
  return { saved, write: { ctes, guard } }
}

/** Somebody else changed the case: says what it is now and what this actor can do with it. */
export async function conflict(tx: Tx, type: CaseType, id: string, actor: Actor): Promise<Refusal> {
  const current = await getCase(tx, type.type, id)
  const inside = actor.posts.length > 0
  const last = await tx
    .selectFrom('case_actions')
    .select(['action', 'actor_name', 'at'])
    .where('district', '=', current.district)
    .where('case_id', '=', id)
    // As in the timeline: residents see public steps, and no officer's name.
    .where('visible', 'in', inside ? ['public', 'internal'] : ['public'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return new Refusal('conflict', 'case.conflict', {
    version: current.version,
    state: current.state,
    last: last === undefined ? null : { action: last.action, by: inside ? last.actor_name : '', at: last.at },
    available: availableActions(type, current, actor),
  })
}

function timelineInsert(from: string | null, c: Case, step: Step) {
  const { actor } = step
  return sql`insert into case_actions (district, case_id, seq, action, actor_kind, actor_id, actor_name, org, at,
      from_state, to_state, visible, input, trace)
    select ${c.district}, ${c.id}::uuid, ${c.version}::int, ${step.action}, ${actor.kind}, ${actor.id}, ${actor.name}, ${step.org},
      ${c.updatedAt}::timestamptz, ${from}, ${c.state}, ${step.visible}, ${JSON.stringify(step.input)}::jsonb, ${step.trace}::uuid`
}

function people(c: Case): string[] {
  return [...new Set([...reportersOf(c), ...c.followers])]
}
