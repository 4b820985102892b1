import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { consume, type StoredEvent } from '#kernel/events'
import type { Kernel } from '#kernel/module'
import type { Case, CaseType } from '../define.ts'
import { type MeasureName, measureNames } from '../rules/measures.ts'
import { Changes } from './cells.ts'
import { type CountedStep, type Facts, factsOf } from './facts.ts'
import { tables } from './tables.ts'

const consumer = 'statistics'
/** Each case touches some twenty counts before they are gathered; this many cases fit a statement comfortably. */
const batch = 500
const everyMs = 500
/** Larger pages touch the rows of a day less often: within one transaction each touch is a version that stays. */
const recountPage = 2000

type Types = ReadonlyMap<string, CaseType>

interface CountedRow {
  readonly district: string
  readonly id: string
  readonly type: string
  readonly document: Case
  readonly facts: Facts | null
  readonly steps: readonly CountedStep[]
}

export interface Statistics {
  stop(): Promise<void>
}

/** Keeps the counts up to date while the process lives; several processes take turns. */
export function startStatistics(kernel: Pick<Kernel, 'app' | 'log'>, types: readonly CaseType[]): Statistics {
  let running = true
  let wakeUp: () => void = () => {}
  const loop = async () => {
    while (running) {
      const moved = await countSome(kernel.app.db, types).catch((error: unknown) => {
        kernel.log.warn('counting failed', error)
        return 0
      })
      if (moved > 0 || !running) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs)
        wakeUp = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const done = loop()
  return {
    async stop() {
      running = false
      wakeUp()
      await done
    },
  }
}

/** The next events, and a page of a recount where one is asked for. */
async function countSome(db: Database, types: readonly CaseType[]): Promise<number> {
  return (await countNext(db, types)) + (await recountNext(db, types))
}

/** Counts the cases of the next events; 0 when there are none, or another process counts. */
export function countNext(db: Database, types: readonly CaseType[]): Promise<number> {
  const byType = new Map(types.map((t) => [t.type, t]))
  return consume(db, consumer, (tx, events) => countCases(tx, byType, idsOf(byType, events)), batch)
}

function idsOf(types: Types, events: readonly StoredEvent[]): string[] {
  return [...new Set(events.filter((e) => types.has(e.subject.type)).map((e) => e.subject.id))]
}

/** The steps of each case in order, as far as they are counted. */
const stepsOf = sql`coalesce((select jsonb_agg(jsonb_build_object('action', a.action, 'at', a.at, 'to', a.to_state,
    'org', a.input->>'org') order by a.seq) from case_actions a where a.district = c.district and a.case_id = c.id), '[]') as steps`

/**
 * Brings the counts in line with these cases as they stand now. What a case counted for before is stored with it,
 * so an event that is delivered twice, late or out of order does no harm.
 */
async function countCases(tx: Tx, types: Types, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<CountedRow>`
    select c.district, c.id, c.type, c.document, k.facts, ${stepsOf} from cases c
    left join case_counted k on k.district = c.district and k.case_id = c.id
    where c.id = any(${ids}::uuid[]) and c.type = any(${[...types.keys()]}::text[])`.execute(tx)
  await applyRows(tx, types, rows)
}

async function applyRows(tx: Tx, types: Types, rows: readonly CountedRow[]): Promise<void> {
  const changes = new Changes()
  const counted: { district: string; type: string; case_id: string; facts: Facts }[] = []
  for (const row of rows) {
    const type = types.get(row.type)
    if (type === undefined) continue
    const facts = factsOf(type, row.document, row.steps)
    if (row.facts !== null) changes.add(row.type, row.facts, -1)
    changes.add(row.type, facts, 1)
    counted.push({ district: row.district, type: row.type, case_id: row.id, facts })
  }
  await saveCounted(tx, counted)
  await saveChanges(tx, changes)
}

async function saveCounted(tx: Tx, counted: readonly object[]): Promise<void> {
  await sql`insert into case_counted (district, type, case_id, facts)
    select * from jsonb_to_recordset(${JSON.stringify(counted)}::jsonb) as r (district text, type text, case_id uuid, facts jsonb)
    on conflict (district, case_id) do update set facts = excluded.facts where case_counted.facts <> excluded.facts`.execute(
    tx,
  )
}

const list = (write: (name: MeasureName) => string) => sql.raw(measureNames.map(write).join(', '))

async function saveChanges(tx: Tx, { days, durations, open }: Changes): Promise<void> {
  const changed = (cell: object) => Object.values(cell).some((v) => typeof v === 'number' && v !== 0)
  const dayCells = JSON.stringify([...days.values()].filter(changed))
  await sql`insert into case_days as c
    (district, grain, type, day, place, lead_org, channel, category, urgency, ${list((m) => m)})
    select r.district, r.grain, r.type, r.day, r.place, r.lead_org, r.channel, r.category, r.urgency,
      ${list((m) => `nullif(r.${m}, 0)`)}
    from jsonb_to_recordset(${dayCells}::jsonb) as r (district text, grain text, type text, day date, place text,
      lead_org text, channel text, category text, urgency text, ${list((m) => `${m} int`)})
    on conflict (district, grain, type, day, place, lead_org, channel, category, urgency) do update set
      ${list((m) => `${m} = nullif(coalesce(c.${m}, 0) + coalesce(excluded.${m}, 0), 0)`)}`.execute(tx)
  const durationCells = JSON.stringify([...durations.values()].filter((cell) => cell.cases !== 0))
  await sql`insert into case_durations as c
    (district, grain, type, duration, day, place, lead_org, category, bucket, cases)
    select * from jsonb_to_recordset(${durationCells}::jsonb) as r (district text, grain text, type text, duration text,
      day date, place text, lead_org text, category text, bucket smallint, cases int)
    on conflict (district, grain, type, duration, day, place, lead_org, category, bucket)
      do update set cases = c.cases + excluded.cases`.execute(tx)
  const openCells = JSON.stringify([...open.values()].filter(changed))
  await sql`insert into case_open as c (district, type, place, lead_org, channel, category, urgency, state, open, held,
      supervised, reopened)
    select * from jsonb_to_recordset(${openCells}::jsonb) as r (district text, type text, place text, lead_org text,
      channel text, category text, urgency text, state text, open int, held int, supervised int, reopened int)
    on conflict on constraint case_open_pk do update set open = c.open + excluded.open, held = c.held + excluded.held,
      supervised = c.supervised + excluded.supervised, reopened = c.reopened + excluded.reopened`.execute(tx)
}

/** Where a recount begins. */
const beginning = { district: '', id: '00000000-0000-0000-0000-000000000000' }

/**
 * Counts every case anew, in one transaction, while the consumer waits: after rows were loaded past the actions
 * (restore, bulk load).
 * @returns how many cases were counted
 */
export function recountStatistics(db: Database, types: readonly CaseType[]): Promise<number> {
  const byType = new Map(types.map((t) => [t.type, t]))
  return db.transaction().execute(async (tx) => {
    // Between two pages this process reckons; on a busy machine that may take longer than a forgotten transaction may idle.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx)
    await sql`select pg_advisory_xact_lock(814404, hashtext(${consumer}))`.execute(tx)
    for (const table of [
      'case_days',
      'case_durations',
      'case_open',
      'case_counted',
      'case_recounts',
    ] as const)
      await tables(tx)
        .deleteFrom(table)
        .where('type', 'in', [...byType.keys()])
        .execute()
    let total = 0
    for (const type of types) {
      let after = beginning
      for (;;) {
        const rows = await listPage(tx, type, after)
        await applyRows(tx, byType, rows)
        total += rows.length
        const end = rows.at(-1)
        if (end === undefined) break
        after = end
      }
    }
    return total
  })
}

async function listPage(
  tx: Tx,
  type: CaseType,
  after: { district: string; id: string },
): Promise<CountedRow[]> {
  // In the order of the primary key: ids grow with time, so that the rows of a day come together.
  const { rows } =
    await sql<CountedRow>`select c.district, c.id, c.type, c.document, k.facts, ${stepsOf} from cases c
    left join case_counted k on k.district = c.district and k.case_id = c.id
    where (c.id, c.district) > (${after.id}::uuid, ${after.district}) and c.type = ${type.type}
    order by c.id, c.district limit ${recountPage}`.execute(tx)
  return rows
}

/**
 * Counts the next page of a recount that a migration has asked for, beside the events: a case counted by both counts
 * once. Until the last page the figures are incomplete.
 * @returns how many cases were looked at; 0 when nothing is left to recount, or another process counts
 */
export function recountNext(db: Database, types: readonly CaseType[]): Promise<number> {
  const byType = new Map(types.map((t) => [t.type, t]))
  return db.transaction().execute(async (tx) => {
    const listAsked = () => tables(tx).selectFrom('case_recounts').selectAll().execute()
    // Mostly nothing is asked for: a plain read, before the transaction has begun, finds that.
    if ((await listAsked()).length === 0) return 0
    const lock = await sql<{ got: boolean }>`
      select pg_try_advisory_xact_lock(814404, hashtext(${consumer})) as got`.execute(tx)
    if (lock.rows[0]?.got !== true) return 0
    const asked = await listAsked()
    const next = asked.find((r) => byType.has(r.type))
    const type = byType.get(next?.type ?? '')
    if (next === undefined || type === undefined) return 0
    const rows = await listPage(tx, type, { district: next.district, id: next.case_id })
    await applyRows(tx, byType, rows)
    const end = rows.at(-1)
    const own = tables(tx)
    if (end === undefined) await own.deleteFrom('case_recounts').where('type', '=', type.type).execute()
    else
      await own
        .updateTable('case_recounts')
        .set({ district: end.district, case_id: end.id })
        .where('type', '=', type.type)
        .execute()
    return rows.length
  })
}
