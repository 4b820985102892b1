import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { scenarioCase } from '../case.ts'
import { tables } from '../tables.ts'
import type { Run } from './running.ts'

/** A case of a scenario, and the version of it that its package was told of. */
export interface OwnCase {
  readonly id: string
  readonly sandbox: number
  readonly kind: string
  readonly version: number
  readonly recorded: number
}

/** Keys among these of which a case of the kind is open. */
export async function openSubjects(
  tx: Tx,
  run: Run,
  kind: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ subject: string }>`
    select o.subject from scenario_cases o join cases c on c.district = o.district and c.id = o.case_id
    where o.scenario = ${run.s.id}::uuid and o.sandbox = ${run.sandbox}::int and o.kind = ${kind}
      and o.subject = any(${keys}::text[]) and c.closed_at is null`.execute(tx)
  return new Set(rows.map((r) => r.subject))
}

/** How many were opened since an instant. */
export async function countOpened(tx: Tx, run: Run, since: Date): Promise<number> {
  const { opened } = await tables(tx)
    .selectFrom('scenario_cases')
    .select(({ fn }) => fn.countAll<number>().as('opened'))
    .where('scenario', '=', run.s.id)
    .where('sandbox', '=', run.sandbox)
    .where('at', '>=', since)
    .executeTakeFirstOrThrow()
  return Number(opened)
}

export async function saveOpened(
  tx: Tx,
  run: Run,
  c: {
    readonly id: string
    readonly district: string
    readonly kind: string
    readonly subject: string
    at: Date
  },
): Promise<void> {
  await tables(tx)
    .insertInto('scenario_cases')
    .values({
      district: c.district,
      case_id: c.id,
      scenario: run.s.id,
      sandbox: run.sandbox,
      kind: c.kind,
      subject: c.subject,
      at: c.at,
    })
    .execute()
}

/** Of a scenario the cases that have moved since its package was told, those that moved first. */
export async function unrecorded(db: Tx | Database, run: Run, most: number): Promise<OwnCase[]> {
  const kinds = run.manifest.caseTypes.filter((t) => t.record !== null).map((t) => t.code)
  const { rows } = await sql<OwnCase>`
    select c.id, o.sandbox, o.kind, c.version, o.recorded
    from scenario_cases o join cases c on c.district = o.district and c.id = o.case_id
    where o.scenario = ${run.s.id}::uuid and o.sandbox = ${run.sandbox}::int and o.kind = any(${kinds}::text[])
      and c.version > o.recorded order by c.updated_at limit ${most}`.execute(db)
  return rows
}

export async function saveRecorded(tx: Tx, id: string, version: number): Promise<void> {
  await tables(tx)
    .updateTable('scenario_cases')
    .set({ recorded: version })
    .where('case_id', '=', id)
    .where('recorded', '<', version)
    .execute()
}

/** Cases of sandboxes that are not the one kept, and are still open. */
export async function triedAndOpen(
  db: Tx | Database,
  scenario: string,
  kept: number | undefined,
): Promise<{ id: string; version: number }[]> {
  const { rows } = await sql<{ id: string; version: number }>`
    select c.id, c.version from scenario_cases o join cases c on c.district = o.district and c.id = o.case_id
    where o.scenario = ${scenario}::uuid and o.sandbox <> 0 and o.sandbox is distinct from ${kept ?? null}::int
      and c.closed_at is null`.execute(db)
  return rows
}

/** Of a case the scenario that opened it, and whether it was a try. */
export async function openerOf(
  db: Tx | Database,
  id: string,
): Promise<{ scenario: string; sandbox: number } | undefined> {
  return tables(db)
    .selectFrom('scenario_cases')
    .select(['scenario', 'sandbox'])
    .where('case_id', '=', id)
    .executeTakeFirst()
}

/** Cases of a scenario that are open for real, and that were opened in the last thirty days. */
export async function countCases(
  db: Tx | Database,
  scenario: string,
  since: Date,
  now: Date,
): Promise<{ open: number; opened: number; done: number; late: number }> {
  const { rows } = await sql<{ open: number; opened: number; done: number; late: number }>`
    select count(*) filter (where c.closed_at is null)::int as open,
      count(*) filter (where o.at >= ${since})::int as opened,
      count(*) filter (where c.state = 'done' and c.closed_at >= ${since})::int as done,
      count(*) filter (where c.closed_at is null and c.due_at < ${now})::int as late
    from scenario_cases o join cases c on c.district = o.district and c.id = o.case_id and c.type = ${scenarioCase.type}
    where o.scenario = ${scenario}::uuid and o.sandbox = 0`.execute(db)
  return rows[0] ?? { open: 0, opened: 0, done: 0, late: 0 }
}
