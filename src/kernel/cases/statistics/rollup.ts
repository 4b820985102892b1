import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { consume, type StoredEvent } from '#kernel/events'
import type { Kernel } from '#kernel/module'
import type { Case, CaseType } from '../define.ts'
import { Changes } from './cells.ts'
import { type Facts, factsOf } from './facts.ts'
import { tables } from './tables.ts'

const consumer = 'statistics'
/** Each case touches some thirty counts before they are gathered; this many cases fit a statement comfortably. */
const batch = 500
const everyMs = 500
const recountPage = 500

type Types = ReadonlyMap<string, CaseType>

interface CountedRow {
  readonly district: string
  readonly id: string
  readonly type: string
  readonly document: Case
  readonly facts: Facts | null
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
      const moved = await countNext(kernel.app.db, types).catch((error: unknown) => {
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

/** Counts the cases of the next events; 0 when there are none, or another process counts. */
export function countNext(db: Database, types: readonly CaseType[]): Promise<number> {
  const byType = new Map(types.map((t) => [t.type, t]))
  return consume(db, consumer, (tx, events) => countCases(tx, byType, idsOf(byType, events)), batch)
}

function idsOf(types: Types, events: readonly StoredEvent[]): string[] {
  return [...new Set(events.filter((e) => types.has(e.subject.type)).map((e) => e.subject.id))]
}

/**
 * Brings the counts in line with these cases as they stand now. What a case counted for before is stored with it,
 * so an event that is delivered twice, late or out of order does no harm.
 */
async function countCases(tx: Tx, types: Types, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<CountedRow>`
    select c.district, c.id, c.type, c.document, k.facts from cases c
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
    const facts = factsOf(type, row.document)
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

async function saveChanges(tx: Tx, { days, open }: Changes): Promise<void> {
  const changed = (cell: object) => Object.values(cell).some((v) => typeof v === 'number' && v !== 0)
  const dayCells = JSON.stringify([...days.values()].filter(changed))
  const openCells = JSON.stringify([...open.values()].filter(changed))
  await sql`insert into case_counts as c
    (district, type, place, org, axis, day, key, submitted, answered, on_time, closed, rated, score, solved)
    select * from jsonb_to_recordset(${dayCells}::jsonb) as r (district text, type text, place text, org text, axis text,
      day date, key text, submitted int, answered int, on_time int, closed int, rated int, score int, solved int)
    on conflict on constraint case_counts_pk do update set submitted = c.submitted + excluded.submitted,
      answered = c.answered + excluded.answered, on_time = c.on_time + excluded.on_time,
      closed = c.closed + excluded.closed, rated = c.rated + excluded.rated, score = c.score + excluded.score,
      solved = c.solved + excluded.solved`.execute(tx)
  await sql`insert into case_open_counts as c (district, type, place, org, axis, key, open)
    select * from jsonb_to_recordset(${openCells}::jsonb)
      as r (district text, type text, place text, org text, axis text, key text, open int)
    on conflict on constraint case_open_counts_pk do update set open = c.open + excluded.open`.execute(tx)
}

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
    for (const table of ['case_counts', 'case_open_counts', 'case_counted'] as const)
      await tables(tx)
        .deleteFrom(table)
        .where('type', 'in', [...byType.keys()])
        .execute()
    let last = { district: '', id: '00000000-0000-0000-0000-000000000000' }
    for (let total = 0; ; ) {
      const { rows } = await sql<CountedRow>`select district, id, type, document, null as facts from cases
        where (district, id) > (${last.district}, ${last.id}::uuid) and type = any(${[...byType.keys()]}::text[])
        order by district, id limit ${recountPage}`.execute(tx)
      await applyRows(tx, byType, rows)
      total += rows.length
      const end = rows.at(-1)
      if (end === undefined) return total
      last = end
    }
  })
}
