import { sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import {
  type Assessment,
  type AssessmentContent,
  AssessmentTable,
  type PersonalKind,
  type RetentionRule,
} from './contract.ts'
import { defaultAssessmentTable } from './rules.ts'
import { tables } from './tables.ts'

/** Item → kind that a person confirmed; null: no personal information. */
export async function confirmedKinds(
  db: Tx | Database,
  resource: string,
): Promise<Map<string, PersonalKind | null>> {
  const rows = await tables(db)
    .selectFrom('protection_kinds')
    .select(['item', 'kind'])
    .where('resource', '=', resource)
    .where('confirmed_at', 'is not', null)
    .execute()
  return new Map(rows.map((r) => [r.item, r.kind]))
}

/** Name of the settings row. */
export const assessmentSetting = 'protection.assessments'

/** What has to be assessed: what the office saved, else the shipped table after art. 55. */
export async function readAssessmentTable(db: Tx | Database): Promise<AssessmentTable> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', assessmentSetting)
    .executeTakeFirst()
  return row === undefined ? defaultAssessmentTable : AssessmentTable.parse(row.value)
}

/** Approved versions about a resource, each with its last day. */
export async function approvedOn(
  db: Tx | Database,
  resource: string,
): Promise<{ content: AssessmentContent; validUntil: string | null }[]> {
  const { rows } = await sql<{ content: AssessmentContent; valid: string | null }>`
    select v.content, v.valid_until::text as valid from protection_assessment_versions v
    join protection_assessments a on a.id = v.assessment
    where a.resource = ${resource}::uuid and v.approved`.execute(db)
  return rows.map((r) => ({ content: r.content, validUntil: r.valid }))
}

export type StoredAssessment = Omit<Assessment, 'resourceName' | 'may'>

/** What the access judgement sees of an assessment: the provider leads, whoever processes takes part. */
export function assessmentSubject(a: Pick<StoredAssessment, 'id' | 'org' | 'provider'>) {
  return { type: 'assessment', id: a.id, lead: a.provider, co: [a.org] }
}

/** @throws Refusal `not-found`, or `conflict` when it has changed since it was looked at */
export async function lockAssessment(
  tx: Tx,
  ref: { id: string; revision: number },
): Promise<StoredAssessment> {
  const { rows } = await sql<StoredAssessment>`
    select id, org, provider, state, revision, reason, valid_until::text as "validUntil", content
    from protection_assessments where id = ${ref.id}::uuid for update`.execute(tx)
  const [found] = rows
  if (found === undefined) throw new Refusal('not-found', 'protection.no-assessment', { id: ref.id })
  if (found.revision !== ref.revision)
    throw new Refusal('conflict', 'protection.assessment-changed', { current: found.revision })
  return found
}

export type StoredRetention = RetentionRule & { readonly revision: number }

export async function findRetention(
  db: Tx | Database,
  resource: string,
): Promise<StoredRetention | undefined> {
  const { rows } = await sql<StoredRetention>`
    select months, counts, what, basis, automatic, hold, revision from protection_retention
    where resource = ${resource}::uuid`.execute(db)
  return rows[0]
}

export interface StoredDeletion {
  readonly id: string
  readonly resource: string
  readonly what: 'delete' | 'anonymise'
  readonly before: Date
  readonly state: 'proposed' | 'confirmed' | 'done'
  readonly due: number
  readonly rows: number
  readonly history: number
  readonly quarantined: number
  readonly keysHash: string
  readonly basis: string
  readonly askedAt: Date
  readonly confirmedAt: Date | null
  readonly confirmedBy: string | null
  readonly doneAt: Date | null
}

export function deletions() {
  return sql`select id, resource, what, before, state, due, rows::int as rows, history::int as history,
    quarantined::int as quarantined, keys_hash as "keysHash", basis, asked_at as "askedAt",
    confirmed_at as "confirmedAt", confirmed_by as "confirmedBy", done_at as "doneAt" from protection_deletions`
}

/** @throws Refusal `not-found` */
export async function lockDeletion(tx: Tx, id: string): Promise<StoredDeletion> {
  const { rows } = await sql<StoredDeletion>`${deletions()} where id = ${id}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'protection.no-deletion', { id })
  return rows[0]
}
