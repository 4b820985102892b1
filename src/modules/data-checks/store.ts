import { type Selectable, sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import { CheckTable, DutyTable, type Finding } from './contract.ts'
import { defaultCheckTable, defaultDutyTable, type Known } from './rules.ts'
import { type FindingTable, tables } from './tables.ts'

/** Names of the settings rows. */
export const checkSetting = 'data-checks.table'
export const dutySetting = 'data-checks.duties'

async function readSetting(db: Tx | Database, name: string): Promise<unknown> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value
}

/** The office's limits, or the shipped ones until it saves its own. */
export async function readCheckTable(db: Tx | Database): Promise<CheckTable> {
  const value = await readSetting(db, checkSetting)
  return value === undefined ? defaultCheckTable : CheckTable.parse(value)
}

export async function readDutyTable(db: Tx | Database): Promise<DutyTable> {
  const value = await readSetting(db, dutySetting)
  return value === undefined ? defaultDutyTable : DutyTable.parse(value)
}

export function findingOf(row: Selectable<FindingTable>): Finding {
  return {
    id: row.id,
    check: row.check_name,
    subjectType: row.subject_type,
    subject: row.subject,
    name: row.name,
    org: row.org,
    resource: row.resource,
    occasion: row.occasion,
    lines: row.lines,
    state: row.state,
    case: row.case_id,
    number: row.number,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    exceptedUntil: row.excepted_until,
    reason: row.reason,
    statement: row.statement,
    simulated: row.simulated,
  }
}

/** Columns of a finding; days as text. */
export const findingColumns = sql`f.id, f.check_name, f.subject_type, f.subject, f.name, f.org, f.place, f.resource,
  f.account, f.occasion, f.lines, f.state, f.case_id, f.number, f.opened_at, f.closed_at,
  f.excepted_until::text as excepted_until, f.reason, f.statement, f.simulated`

export async function findFinding(
  db: Tx | Database,
  id: string,
): Promise<Selectable<FindingTable> | undefined> {
  const { rows } = await sql<Selectable<FindingTable>>`
    select ${findingColumns} from data_findings f where f.id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** @throws Refusal `not-found` */
export async function lockFinding(tx: Tx, id: string): Promise<Selectable<FindingTable>> {
  const { rows } = await sql<Selectable<FindingTable>>`
    select ${findingColumns} from data_findings f where f.id = ${id}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'data-check.no-finding', { id })
  return rows[0]
}

/** What a finding is to the access judgement. */
export function findingSubject(row: Pick<FindingTable, 'id' | 'org' | 'place'>) {
  return { type: 'data-finding', id: row.id, lead: row.org, place: row.place }
}

/** What a look has to know: what is open, the exceptions in force, and of each day's reading the last one. */
export async function listKnown(db: Tx | Database): Promise<Known[]> {
  const { rows } = await sql<Selectable<FindingTable>>`
    select ${findingColumns} from data_findings f
    where f.state = 'open' or (f.state = 'excepted' and f.excepted_until >= current_date - 1) or f.occasion <> ''`.execute(
    db,
  )
  return rows.map((r) => ({
    id: r.id,
    case: r.case_id,
    check: r.check_name,
    subjectType: r.subject_type,
    subject: r.subject,
    occasion: r.occasion,
    state: r.state,
    exceptedUntil: r.excepted_until,
    lines: r.lines,
    simulated: r.simulated,
  }))
}

/** Newest version of a report so far; 0: none. */
export async function latestReport(tx: Tx | Database, org: string, year: number): Promise<number> {
  const row = await tables(tx)
    .selectFrom('data_risk_reports')
    .select((e) => e.fn.max('version').as('version'))
    .where('org', '=', org)
    .where('year', '=', year)
    .executeTakeFirst()
  return row?.version ?? 0
}
