import { sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { findResource } from '#modules/catalogue'
import type {
  Finding,
  PartKind,
  PartState,
  ReviewKind,
  ScenarioManifest,
  ScenarioReviewView,
  Standing,
  VersionState,
} from '../contract.ts'
import type { Life } from '../rules.ts'
import { type Sentence, tables } from '../tables.ts'

export interface Scenario {
  readonly id: string
  readonly code: string
  readonly org: string
  readonly places: readonly string[]
  readonly standing: Standing
  readonly revision: number
  /** Numbers of versions. */
  readonly running: number | null
  readonly candidate: number | null
  readonly changed_at: Date
}

export interface Version {
  readonly number: number
  readonly version: string
  readonly state: VersionState
  readonly manifest: ScenarioManifest
  readonly findings: readonly Finding[]
  readonly problem: Sentence | null
  readonly proposed_by: string
  readonly proposed_by_name: string
  readonly at: Date
}

export interface Part {
  readonly sandbox: number
  readonly kind: PartKind
  readonly code: string
  readonly number: number
  readonly ref: string
  readonly state: PartState
}

/** @throws Refusal `not-found` */
export async function getScenario(db: Tx | Database, id: string): Promise<Scenario> {
  const row = await scenarios(db).where('s.id', '=', id).executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found', 'scenarios.not-found', { id })
  return row
}

export async function findByCode(db: Tx | Database, code: string): Promise<Scenario | undefined> {
  return scenarios(db).where('s.code', '=', code).executeTakeFirst()
}

/** @throws Refusal `not-found`, or `conflict` when it has changed since it was looked at */
export async function lockScenario(tx: Tx, ref: { id: string; revision?: number }): Promise<Scenario> {
  const row = await scenarios(tx).where('s.id', '=', ref.id).forUpdate('s').executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found', 'scenarios.not-found', { id: ref.id })
  if (ref.revision !== undefined && row.revision !== ref.revision)
    throw new Refusal('conflict', 'scenarios.changed-meanwhile', { current: row.revision })
  return row
}

function scenarios(db: Tx | Database) {
  return tables(db)
    .selectFrom('scenarios as s')
    .innerJoin('organizations as o', 'o.code', 's.org')
    .select([
      's.id',
      's.code',
      's.org',
      'o.places',
      's.standing',
      's.revision',
      's.running',
      's.candidate',
      's.changed_at',
    ])
}

/** What the access judgement sees: the department leads, its place is where it works. */
export function scenarioSubject(s: Pick<Scenario, 'id' | 'org' | 'places'>) {
  return { type: 'scenario', id: s.id, lead: s.org, place: s.places[0] ?? null }
}

/** Newest first. */
export async function versionsOf(db: Tx | Database, id: string): Promise<Version[]> {
  return tables(db)
    .selectFrom('scenario_versions')
    .selectAll()
    .where('scenario', '=', id)
    .orderBy('number', 'desc')
    .execute()
}

export async function findVersion(
  db: Tx | Database,
  id: string,
  number: number | null,
): Promise<Version | undefined> {
  if (number === null) return undefined
  return tables(db)
    .selectFrom('scenario_versions')
    .selectAll()
    .where('scenario', '=', id)
    .where('number', '=', number)
    .executeTakeFirst()
}

export async function reviewsOf(
  db: Tx | Database,
  id: string,
): Promise<(ScenarioReviewView & { number: number })[]> {
  const rows = await tables(db)
    .selectFrom('scenario_reviews')
    .selectAll()
    .where('scenario', '=', id)
    .orderBy('at')
    .execute()
  return rows.map((r) => ({
    number: r.number,
    kind: r.kind,
    passed: r.passed,
    by: r.by_name,
    at: r.at.toISOString(),
    reason: r.reason,
  }))
}

export async function lifeOf(db: Tx | Database, s: Scenario): Promise<Life> {
  const candidate = await findVersion(db, s.id, s.candidate)
  const reviews = await reviewsOf(db, s.id)
  const passed: ReviewKind[] = reviews.filter((r) => r.number === s.candidate && r.passed).map((r) => r.kind)
  const hasLost = (await lostParts(db, await partsOf(db, s.id))).length > 0
  return { standing: s.standing, candidate: candidate?.state ?? null, passed, hasLost }
}

export async function partsOf(db: Tx | Database, id: string): Promise<Part[]> {
  return tables(db)
    .selectFrom('scenario_parts')
    .select(['sandbox', 'kind', 'code', 'number', 'ref', 'state'])
    .where('scenario', '=', id)
    .orderBy('sandbox')
    .orderBy('kind')
    .orderBy('code')
    .execute()
}

/** Of these, the resources for real that somebody retired although they are in use. */
export async function lostParts(db: Tx | Database, parts: readonly Part[]): Promise<Part[]> {
  const standing = parts.filter((p) => p.sandbox === 0 && p.kind === 'resource' && p.state === 'active')
  const lost: Part[] = []
  for (const part of standing) if ((await findResource(db, part.ref))?.state === 'retired') lost.push(part)
  return lost
}

export async function noteStep(
  tx: Tx,
  s: Pick<Scenario, 'id'>,
  step: { action: string; number: number; actor: Pick<Actor, 'name'>; reason: string; now: Date },
): Promise<void> {
  const { action, number, actor, reason, now } = step
  await tables(tx)
    .insertInto('scenario_steps')
    .values({ scenario: s.id, number, action, by_name: actor.name, reason, at: now })
    .execute()
}

export async function setVersion(
  tx: Tx,
  id: string,
  number: number,
  to: { state: VersionState; problem?: Sentence | null },
): Promise<void> {
  await tables(tx)
    .updateTable('scenario_versions')
    .set({
      state: to.state,
      ...(to.problem === undefined
        ? {}
        : { problem: to.problem === null ? null : JSON.stringify(to.problem) }),
    })
    .where('scenario', '=', id)
    .where('number', '=', number)
    .execute()
}

export interface CountedDays {
  readonly today: number
  readonly month: number
  readonly calls: number
  readonly refused: number
  readonly failed: number
  readonly callMs: number | null
}

/** Rows taken for real on a day, and in the thirty days that end with it; what its program was called. */
export async function countedDays(db: Tx | Database, id: string, day: string): Promise<CountedDays> {
  const { rows } = await sql<CountedDays>`
    select coalesce(sum(rows) filter (where day = ${day}::date), 0)::int as today, coalesce(sum(rows), 0)::int as month,
      coalesce(sum(calls), 0)::int as calls, coalesce(sum(refused), 0)::int as refused,
      coalesce(sum(failed), 0)::int as failed,
      (sum(milliseconds) / nullif(sum(calls) - sum(refused) - sum(failed), 0))::float8 as "callMs"
    from scenario_days where scenario = ${id}::uuid and sandbox = 0 and day > ${day}::date - 30 and day <= ${day}::date`.execute(
    db,
  )
  const [counted] = rows
  if (counted === undefined) throw new Error('an aggregate gives a row')
  return counted
}
