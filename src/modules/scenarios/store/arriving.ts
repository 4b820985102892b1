import { sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import type { Standing } from '../contract.ts'

interface Holder {
  scenario: string
  name: string
  standing: Standing
  sandbox: number
  state: string
  limit: number
}

/**
 * Whether rows may come into a resource of a scenario: not while it is suspended, and so many a day as its manifest says.
 * The scenario's row is shared until the rows are saved, so that a suspension waits for what runs and nothing enters after it.
 */
export async function refuseRows(
  tx: Tx,
  { resource, rows, now }: { resource: string; rows: number; now: Date },
): Promise<Refusal | undefined> {
  const found = await sql<Holder>`
    select s.id as scenario, v.manifest #>> '{name,zh}' as name, s.standing, p.sandbox, p.state,
      (v.manifest #>> '{limits,rowsPerDay}')::int as limit
    from scenario_parts p join scenarios s on s.id = p.scenario
    join scenario_versions v on v.scenario = p.scenario and v.number = p.number
    where p.ref = ${resource}::uuid and p.kind = 'resource' for share of s`.execute(tx)
  const [holder] = found.rows
  if (holder === undefined) return undefined
  const { standing, sandbox, limit, name } = holder
  if (standing === 'retired') return new Refusal('not-now', 'scenarios.retired', { name })
  if (standing === 'suspended' && sandbox === 0)
    return new Refusal('not-now', 'scenarios.suspended', { name })
  const counted = await sql<{ rows: number }>`
    insert into scenario_days as d (scenario, sandbox, day, rows)
    select ${holder.scenario}::uuid, ${sandbox}::int, ${dayOf(now)}::date, ${rows}::int where ${rows}::int <= ${limit}::int
    on conflict (scenario, sandbox, day) do update set rows = d.rows + excluded.rows
      where d.rows + excluded.rows <= ${limit}::int
    returning rows`.execute(tx)
  if (counted.rows.length > 0) return undefined
  return new Refusal('too-many', 'scenarios.rows-per-day', { name, limit, sent: rows })
}
