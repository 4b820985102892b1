import { type Selectable, sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { Duty, DutyRow, Precedent } from './contract.ts'
import { findCategory } from './reference.ts'
import { dutyOf, isKnownPlace } from './register.ts'
import type { Known } from './rules.ts'
import { type Duties, type DutyPrecedents, tables } from './tables.ts'

/** Who changes the list, when and why: the same for every row of one action. */
export interface ChangeOf {
  readonly actor: Actor
  readonly now: Date
  readonly reason: string
}

export type DutyRecord = Selectable<Duties>

/** The row with this id, locked until the transaction ends. */
export async function lockDuty(tx: Tx, id: string): Promise<DutyRecord | undefined> {
  return tables(tx).selectFrom('duties').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** @throws Refusal `not-found`, `not-now` when retired, `conflict` when the version is not the one that was seen */
export async function lockDutyAt(tx: Tx, id: string, version: number): Promise<DutyRecord> {
  const row = await lockDuty(tx, id)
  if (row === undefined) throw new Refusal('not-found', 'duty.not-found', { id })
  if (!row.active) throw new Refusal('not-now', 'duty.is-retired', { id, available: [] })
  if (row.version !== version)
    throw new Refusal('conflict', 'duty.changed-meanwhile', { id, current: row.version, row: dutyRow(row) })
  return row
}

/** New duties in as few statements as PostgreSQL's limit of parameters allows. */
export async function insertDuties(tx: Tx, duties: readonly Duty[], by: ChangeOf): Promise<void> {
  for (let i = 0; i < duties.length; i += 1000) {
    const part = duties.slice(i, i + 1000)
    await tables(tx)
      .insertInto('duties')
      .values(
        part.map((d) => ({
          ...columnsOf(d),
          version: 1,
          active: true,
          valid_from: by.now,
          retired_at: null,
          replaced_by: null,
        })),
      )
      .execute()
    await tables(tx)
      .insertInto('duty_versions')
      .values(part.map((d) => versionRow(d.id, 1, 'created', null, d, by)))
      .execute()
  }
}

export async function updateDuty(tx: Tx, before: DutyRecord, after: Duty, by: ChangeOf): Promise<number> {
  const version = before.version + 1
  await tables(tx)
    .updateTable('duties')
    .set({ ...columnsOf(after), version })
    .where('id', '=', before.id)
    .execute()
  await addVersion(tx, versionRow(before.id, version, 'changed', dutyOf(before), after, by))
  return version
}

export async function retireRow(
  tx: Tx,
  before: DutyRecord,
  replacedBy: string | null,
  by: ChangeOf,
): Promise<number> {
  const version = before.version + 1
  await tables(tx)
    .updateTable('duties')
    .set({ version, active: false, retired_at: by.now, replaced_by: replacedBy })
    .where('id', '=', before.id)
    .execute()
  await addVersion(tx, versionRow(before.id, version, 'retired', dutyOf(before), null, by))
  return version
}

async function addVersion(tx: Tx, row: ReturnType<typeof versionRow>): Promise<void> {
  await tables(tx).insertInto('duty_versions').values(row).execute()
}

/**
 * The first step of whoever changes the list: writers wait here for each other, so that none decides on rows that
 * another is about to change, and every process learns that its copy is old.
 */
export async function takeList(tx: Tx, now: Date): Promise<void> {
  await tables(tx)
    .updateTable('duty_list')
    .set({ stamp: sql<string>`gen_random_uuid()`, changed_at: now })
    .execute()
}

/** What a duty may name, with the organizations and duties of this moment. */
export async function knownCodes(tx: Tx): Promise<Known> {
  const orgRows = await tx.selectFrom('organizations').select('code').where('active', '=', true).execute()
  const dutyRows = await tables(tx)
    .selectFrom('duties')
    .select(['id', 'category', 'place'])
    .where('active', '=', true)
    .orderBy('id', 'desc')
    .execute()
  const orgs = new Set(orgRows.map((r) => r.code))
  const ids = new Map(dutyRows.map((r) => [`${r.category} ${r.place}`, r.id]))
  return {
    isCategory: (code) => findCategory(code) !== undefined,
    isPlace: isKnownPlace,
    isOrg: (code) => orgs.has(code),
    dutyAt: (category, place) => ids.get(`${category} ${place}`),
  }
}

export async function insertPrecedent(
  tx: Tx,
  p: Omit<Precedent, 'retiredAt' | 'retiredReason'>,
): Promise<void> {
  await tables(tx)
    .insertInto('duty_precedents')
    .values({
      id: p.id,
      category: p.category,
      place: p.place,
      org: p.org,
      from_org: p.from,
      reason: p.reason,
      legal_basis: p.legalBasis,
      case_id: p.case.id,
      case_number: p.case.number,
      decided_at: new Date(p.decidedAt),
      decided_by: p.decidedBy,
      retired_at: null,
      retired_reason: null,
    })
    .execute()
}

export async function lockPrecedent(tx: Tx, id: string): Promise<Selectable<DutyPrecedents> | undefined> {
  return tables(tx)
    .selectFrom('duty_precedents')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function retirePrecedentRow(tx: Tx, id: string, now: Date, reason: string): Promise<void> {
  await tables(tx)
    .updateTable('duty_precedents')
    .set({ retired_at: now, retired_reason: reason })
    .where('id', '=', id)
    .execute()
}

export function dutyRow(row: DutyRecord): DutyRow {
  return {
    ...dutyOf(row),
    version: row.version,
    active: row.active,
    validFrom: row.valid_from.toISOString(),
    retiredAt: row.retired_at?.toISOString() ?? null,
    replacedBy: row.replaced_by,
  }
}

function columnsOf(d: Duty) {
  return {
    id: d.id,
    category: d.category,
    place: d.place,
    org: d.org,
    co: d.co,
    legal_basis: JSON.stringify(d.legalBasis),
    backstop: d.backstop,
    deadline: d.deadline === undefined ? null : JSON.stringify(d.deadline),
    note: d.note ?? '',
  }
}

function versionRow(
  duty: string,
  version: number,
  change: 'created' | 'changed' | 'retired',
  before: Duty | null,
  after: Duty | null,
  { actor, now, reason }: ChangeOf,
) {
  return {
    duty,
    version,
    at: now,
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    change,
    reason,
    before: before === null ? null : JSON.stringify(before),
    after: after === null ? null : JSON.stringify(after),
  }
}
