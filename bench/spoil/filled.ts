import { sql } from 'kysely'
import type { Row } from '../../examples/construction-spoil/simulation/people.ts'
import type { Platform } from '../../src/main.ts'
import { send } from '../installed.ts'
import { inBatches, play } from './play.ts'
import { simulate, type Wanted } from './simulate.ts'

/** What a day left behind in a city: registers, tickets and trips as rows, notes as they were at a minute; and what came next. */
export interface Filled {
  readonly rows: ReadonlyMap<string, readonly Row[]>
  /** At the minute asked for: trucks are on the road with their tickets. */
  readonly notes: readonly (readonly [string, unknown])[]
  /** From that minute on, as devices sent them. */
  readonly positions: readonly Row[]
}

/** Minutes that the positions asked for may take; none of them lies in the future, or its contract would hold it back. */
const later = 60

/** Plays a simulated day in memory; its times are moved so that the minute was an hour ago. */
export function dayUntil(minute: number, wanted: Wanted, most: number): Filled {
  const begin = Math.floor(Date.now() / 60_000) * 60_000 - (minute + later) * 60_000
  const { day, district } = simulate(1, wanted, begin)
  const at = new Date(begin + (minute + 1) * 60_000).toISOString()
  let notes: [string, unknown][] = []
  const { world } = play(day, district, (_, w, __, now) => {
    if (now === at && notes.length === 0) notes = JSON.parse(JSON.stringify([...w.notes]))
  })
  const rows = new Map(Object.entries(district.rows))
  for (const resource of ['tickets', 'trips'])
    rows.set(
      resource,
      [...world.rows].filter(([key]) => key.startsWith(`${resource} `)).map(([, row]) => row),
    )
  const positions: Row[] = []
  for (let n = minute; positions.length < most && n < minute + later; n++)
    positions.push(...(day.minutes[n]?.positions ?? []))
  return { rows, notes, positions: positions.slice(0, most) }
}

export async function fill(
  { kernel }: Platform,
  scenario: string,
  resources: ReadonlyMap<string, string>,
  filled: Filled,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const [code, rows] of filled.rows) {
    for (const part of inBatches(rows)) {
      const { counts: of } = await send(kernel, resources.get(code) ?? '', part)
      counts.set(code, (counts.get(code) ?? 0) + of.added)
    }
  }
  for (const part of inBatches(filled.notes))
    await sql`
      insert into scenario_notes (scenario, sandbox, key, value)
      select ${scenario}::uuid, 0, n->>0, n->1 from jsonb_array_elements(${JSON.stringify(part)}::jsonb) as n`.execute(
      kernel.app.db,
    )
  await sql`insert into scenario_sizes (scenario, sandbox, notes) values (${scenario}::uuid, 0, ${filled.notes.length})`.execute(
    kernel.app.db,
  )
  await kernel.app.db.executeQuery(sql`analyze`.compile(kernel.app.db)).catch(() => undefined)
  return counts
}
