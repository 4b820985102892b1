import { sql } from 'kysely'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { CaseType } from '../define.ts'
import { listSums, type Sums } from '../indicators/read.ts'
import type { Period } from '../rules/drill.ts'
import type { MeasureName } from '../rules/measures.ts'
import type { Facts } from './facts.ts'
import { reachOf, statisticsAccess } from './reach.ts'

/** Sums of measures by lead organization over a period, as far as the actor sees the cases. */
export function sumsByOrg(
  tx: Tx,
  type: CaseType,
  { actor, place, org }: { actor: Actor; place?: string | undefined; org?: string | undefined },
  period: Period,
  measures: readonly MeasureName[],
): Promise<Map<string, Sums>> {
  const reach = reachOf(statisticsAccess(type), actor, { place, org })
  return listSums(tx, { type: type.type, reach }, 'org', measures, period)
}

/** What single cases add to the counts, as last counted; a case that was never counted is left out. */
export async function listFacts(tx: Tx, ids: readonly string[]): Promise<Map<string, Facts>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ case_id: string; facts: Facts }>`
    select case_id, facts from case_counted where case_id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((r) => [r.case_id, r.facts]))
}
