import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { Text } from '#kernel/reports/contract'

/** What makes two reports the same but for their version. */
export interface ReportKey {
  readonly scope: string
  readonly kind: string
  readonly domain: string | null
  readonly exercise: boolean
  readonly from: string
  readonly to: string
}

/** Versions of one report so far. */
export async function latestVersion(db: Tx | Database, r: ReportKey): Promise<number> {
  const { rows } = await sql<{ version: number | null }>`
    select max(version) as version from warning_reports
    where scope = ${r.scope} and kind = ${r.kind} and domain = ${r.domain ?? ''} and exercise = ${r.exercise}
      and first_day = ${r.from}::date and last_day = ${r.to}::date`.execute(db)
  return rows[0]?.version ?? 0
}

/** Places of each post of a warning officer: for them reports are made by the clock. */
export async function listOfficersPlaces(db: Database): Promise<string[][]> {
  const { rows } = await sql<{ places: string[] }>`
    select distinct p.places from posts p join accounts a on a.id = p.account
    where a.active and p.role = 'warning-officer'`.execute(db)
  return rows.map((r) => r.places)
}

export async function organizationNames(db: Tx | Database): Promise<ReadonlyMap<string, Text>> {
  const rows = await db.selectFrom('organizations').select(['code', 'short_zh', 'en']).execute()
  return new Map(rows.map((r) => [r.code, { zh: r.short_zh, en: r.en }]))
}
