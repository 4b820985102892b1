import { sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import { defaultPolicy, EscalationPolicy, type SupervisionPost, type Text } from './contract.ts'
import type { Period } from './rules.ts'
import { tables } from './tables.ts'

/** Name of the settings row. */
export const policySetting = 'supervision.escalation'

/** The office's limits, or the shipped ones until it saves its own. */
export async function readPolicy(db: Tx | Database): Promise<EscalationPolicy> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', policySetting)
    .executeTakeFirst()
  return row === undefined ? defaultPolicy : EscalationPolicy.parse(row.value)
}

/** Named overseers in force, with the names of those who are named. */
export async function listPostsInForce(db: Tx | Database): Promise<SupervisionPost[]> {
  const { rows } = await sql<SupervisionPost>`
    select p.id, p.version, p.role, p.account, a.name, p.deputy, d.name as "deputyName", p.orgs, p.places,
      p.absent_from::text as "absentFrom", p.absent_to::text as "absentTo"
    from supervision_posts p join accounts a on a.id = p.account left join accounts d on d.id = p.deputy
    where p.ended_at is null order by p.role, a.name, p.id`.execute(db)
  return rows
}

/** Names of those of the accounts that are active. */
export async function activeNames(
  db: Tx | Database,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from accounts where active and id = any(${[...accounts]}::uuid[])`.execute(db)
  return new Map(rows.map((r) => [r.id, r.name]))
}

/** @throws Refusal `not-found`, or `conflict` when the version is not the one that was seen */
export async function lockPost(tx: Tx, id: string, version: number): Promise<void> {
  const row = await tables(tx)
    .selectFrom('supervision_posts')
    .select(['version'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found', 'supervision.post-not-found', { id })
  if (row.version !== version)
    throw new Refusal('conflict', 'supervision.changed-meanwhile', { version: row.version })
}

/** Versions of one report so far. */
export async function latestVersion(
  tx: Tx,
  r: { scope: string; kind: string; from: string },
): Promise<number> {
  const { rows } = await sql<{ version: number | null }>`
    select max(version) as version from supervision_reports
    where scope = ${r.scope} and kind = ${r.kind} and first_day = ${r.from}::date`.execute(tx)
  return rows[0]?.version ?? 0
}

export async function hasReport(db: Tx | Database, scope: string, { kind, from }: Period): Promise<boolean> {
  const { rows } = await sql`select 1 from supervision_reports
    where scope = ${scope} and kind = ${kind} and first_day = ${from}::date limit 1`.execute(db)
  return rows.length > 0
}

/** Holders of a post that oversees places. */
export interface Overseer {
  readonly account: string
  readonly role: 'supervisor' | 'leader'
  readonly places: readonly string[]
}

export async function listOverseers(db: Tx | Database): Promise<Overseer[]> {
  const { rows } = await sql<Overseer>`
    select p.account, p.role, p.places from posts p join accounts a on a.id = p.account
    where a.active and p.role in ('supervisor', 'leader')`.execute(db)
  return rows
}

export async function organizationNames(db: Tx | Database): Promise<ReadonlyMap<string, Text>> {
  const rows = await db.selectFrom('organizations').select(['code', 'short_zh', 'en']).execute()
  return new Map(rows.map((r) => [r.code, { zh: r.short_zh, en: r.en }]))
}
