import { randomBytes } from 'node:crypto'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import { resourceAsJson, resourceOfJson } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import type { Grant } from './contract/grants.ts'
import { type CareLimits, SharingClocks } from './contract/requests.ts'
import { problemOfPolicy } from './engine.ts'
import { clocksAt, defaultClocks, policyOf, secondOfDay } from './rules.ts'
import { type GrantTable, tables } from './tables.ts'

/** Name of the settings row. */
export const clocksSetting = 'sharing.clocks'

/** The office's time limits, or the shipped ones until it saves its own. */
export async function readClocks(db: Tx | Database): Promise<SharingClocks> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', clocksSetting)
    .executeTakeFirst()
  return row === undefined ? defaultClocks : SharingClocks.parse(row.value)
}

/** Limits of the work around data by the place of the provider; one reading for as many places as are asked. */
export async function careLimits(db: Tx | Database): Promise<(place: string) => CareLimits> {
  const clocks = await readClocks(db)
  return (place) => clocksAt(clocks, place).care
}

export function grantOf(row: Selectable<GrantTable>): Grant {
  return {
    id: row.id,
    request: row.request,
    resource: row.resource,
    version: row.version,
    provider: row.provider,
    consumer: row.consumer,
    purpose: row.purpose,
    terms: row.terms,
    state: row.state,
    revision: row.revision,
    reason: row.reason,
  }
}

/** What the access judgement sees of a grant. */
export function grantSubject(g: Pick<Grant, 'id' | 'provider' | 'consumer'>) {
  return { type: 'grant', id: g.id, lead: g.provider, co: [g.consumer] }
}

export async function findGrant(db: Tx | Database, id: string): Promise<Grant | undefined> {
  const row = await tables(db)
    .selectFrom('sharing_grants')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? undefined : grantOf(row)
}

/** A grant with what a use of it is judged by. */
export interface Standing {
  readonly grant: Grant
  readonly resource: Resource
  /** Uses of that day so far. */
  readonly uses: number
}

/** What `findGrant`, the catalogue's `getResource` and `usesOn` say, in one round trip. */
export async function findStanding(
  db: Tx | Database,
  id: string,
  day: string,
): Promise<Standing | undefined> {
  const row = await tables(db)
    .selectFrom('sharing_grants as g')
    .selectAll('g')
    .select([
      resourceAsJson(sql.ref('g.resource')).as('described'),
      sql<number>`coalesce((select u.calls + u.reads from sharing_uses u
        where u.grant_id = g.id and u.day = ${day}::date), 0)`.as('uses'),
    ])
    .where('g.id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  if (row.described === null) throw new Refusal('not-found', 'catalogue.not-found', { id: row.resource })
  return { grant: grantOf(row), resource: resourceOfJson(row.described), uses: row.uses }
}

/** @throws Refusal `not-found`, or `conflict` when it has changed since it was looked at */
export async function lockGrant(tx: Tx, ref: { id: string; revision?: number }): Promise<Grant> {
  const row = await tables(tx)
    .selectFrom('sharing_grants')
    .selectAll()
    .where('id', '=', ref.id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found', 'sharing.grant-not-found', { id: ref.id })
  if (ref.revision !== undefined && row.revision !== ref.revision)
    throw new Refusal('conflict', 'sharing.grant-changed', { current: row.revision })
  return grantOf(row)
}

/** Grants in force of a resource, locked until the action is over, always in the same order. */
export async function lockGrantsInForce(tx: Tx, resource: string): Promise<Grant[]> {
  const rows = await tables(tx)
    .selectFrom('sharing_grants')
    .selectAll()
    .where('resource', '=', resource)
    .where('state', '=', 'active')
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(grantOf)
}

/** Grants that are not over in state but end before an instant, soonest first; the job comes again for more. */
export async function listEnding(db: Database, before: Date, most: number): Promise<Grant[]> {
  const rows = await tables(db)
    .selectFrom('sharing_grants')
    .selectAll()
    .where('state', '<>', 'ended')
    .where('ends_at', '<=', before)
    .orderBy('ends_at')
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(grantOf)
}

/** Grants in force that an organization holds. */
export async function listHeld(db: Tx | Database, consumer: string): Promise<Grant[]> {
  const rows = await tables(db)
    .selectFrom('sharing_grants')
    .selectAll()
    .where('consumer', '=', consumer)
    .where('state', '=', 'active')
    .execute()
  return rows.map(grantOf)
}

/**
 * Grants in force that work for an organization may use: its own, then those of the offices above it in whose places it
 * lies. An enterprise does not act for the office that supervises it.
 */
export async function listUsable(db: Tx | Database, org: string): Promise<Grant[]> {
  const { rows } = await sql<Selectable<GrantTable>>`
    with recursive above as (
      select code, parent, places, 0 as depth from organizations where code = ${org}
      union all
      select o.code, o.parent, o.places, a.depth + 1 from above a join organizations o on o.code = a.parent
      where a.depth < 10 and o.active
    )
    select g.* from sharing_grants g join above a on a.code = g.consumer
    join organizations own on own.code = ${org}
    where g.state = 'active' and (a.depth = 0 or own.kind <> 'enterprise' and cardinality(own.places) > 0
      and not exists (select 1 from unnest(own.places) as mine (path) where not exists (
        select 1 from unnest(a.places) as theirs (path)
        where mine.path = theirs.path or starts_with(mine.path, theirs.path || '/'))))
    order by a.depth, g.given_at, g.id`.execute(db)
  return rows.map(grantOf)
}

/**
 * Saves a grant with the policy that its terms make; a policy that Cedar does not accept is not saved.
 * @throws Refusal `invalid`
 */
export async function saveGrant(tx: Tx, grant: Grant, now: Date): Promise<void> {
  const policy = policyOf(grant)
  const problem = problemOfPolicy(policy)
  if (problem !== undefined) throw new Refusal('invalid', 'sharing.policy-invalid', { problem })
  const changed = {
    version: grant.version,
    terms: JSON.stringify(grant.terms),
    state: grant.state,
    revision: grant.revision,
    reason: grant.reason,
    policy,
    ends_at: new Date((secondOfDay(grant.terms.until) + 86_400) * 1000),
  }
  const { id, request, resource, provider, consumer, purpose } = grant
  await tables(tx)
    .insertInto('sharing_grants')
    .values({
      id,
      request,
      resource,
      provider,
      consumer,
      purpose,
      ...changed,
      pseudonym_key: randomBytes(32),
      given_at: now,
    })
    .onConflict((c) => c.column('id').doUpdateSet(changed))
    .execute()
}

/** The policy of a grant in this revision; none unless it is in force. */
export async function findPolicy(
  db: Tx | Database,
  { id, revision }: Pick<Grant, 'id' | 'revision'>,
): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom('sharing_grants')
    .select('policy')
    .where('id', '=', id)
    .where('revision', '=', revision)
    .where('state', '=', 'active')
    .executeTakeFirst()
  return row?.policy
}

export interface CountedUse {
  /** A call through the gateway, or a page or file at the desk; default `calls`. */
  readonly kind?: 'calls' | 'reads'
  readonly grant: string
  /** Day in Shanghai. */
  readonly day: string
  readonly rows: number
  /** Uses a day that the grant allows: the count stops there, whoever else counts at the same moment. */
  readonly limit: number
}

/**
 * Counts a use of a grant, as a statement to be joined with what the use writes (see `Write`): returns a row unless
 * today's uses are used up, or the CTE `after` returned none.
 */
export function countUse(use: CountedUse, after?: string): RawBuilder<unknown> {
  const { grant, day, rows, limit, kind = 'calls' } = use
  const [calls, reads] = kind === 'calls' ? [1, 0] : [0, 1]
  const once = after === undefined ? sql`` : sql`where exists (select 1 from ${sql.ref(after)})`
  return sql`insert into sharing_uses as u (grant_id, day, calls, reads, rows)
    select ${grant}::uuid, ${day}::date, ${calls}::integer, ${reads}::integer, ${rows}::bigint ${once}
    on conflict (grant_id, day) do update
    set calls = u.calls + excluded.calls, reads = u.reads + excluded.reads, rows = u.rows + excluded.rows
    where u.calls + u.reads < ${limit}::integer returning calls`
}

/** Counts a use by itself. @returns false where today's uses are used up */
export async function isCounted(tx: Tx, use: CountedUse): Promise<boolean> {
  const { rows } = await countUse(use).execute(tx)
  return rows.length > 0
}

/** Adds rows that were given without another call, the parts of a delivery; where the CTE `after` returned a row. */
export function countRows(grant: string, day: string, rows: number, after: string): RawBuilder<unknown> {
  return sql`insert into sharing_uses as u (grant_id, day, calls, rows)
    select ${grant}::uuid, ${day}::date, 0, ${rows}::bigint where exists (select 1 from ${sql.ref(after)})
    on conflict (grant_id, day) do update set rows = u.rows + excluded.rows returning rows`
}

/** Uses of a grant on one day, through the gateway and at the desk, and the rows that they gave. */
export async function usesOn(
  db: Tx | Database,
  grant: string,
  day: string,
): Promise<{ uses: number; rows: number }> {
  const row = await tables(db)
    .selectFrom('sharing_uses')
    .select(['calls', 'reads', 'rows'])
    .where('grant_id', '=', grant)
    .where('day', '=', day)
    .executeTakeFirst()
  return { uses: (row?.calls ?? 0) + (row?.reads ?? 0), rows: Number(row?.rows ?? 0) }
}

/** What a grant was used for, day by day, newest first. */
export async function listUses(
  db: Tx | Database,
  grant: string,
  days: number,
): Promise<{ day: string; calls: number; rows: number; reads: number }[]> {
  const { rows } = await sql<{ day: string; calls: number; rows: string; reads: number }>`
    select day::text, calls, rows, reads from sharing_uses where grant_id = ${grant}::uuid order by day desc limit ${days}`.execute(
    db,
  )
  return rows.map((r) => ({ ...r, rows: Number(r.rows) }))
}

/** Whether the request that a grant was given on says that the data feeds decisions that no person takes. */
export async function isAutomated(db: Tx | Database, grant: Pick<Grant, 'request'>): Promise<boolean> {
  const { rows } = await sql<{ automated: boolean | null }>`
    select (document->'details'->>'automated')::boolean as automated from cases
    where id = ${grant.request}::uuid`.execute(db)
  return rows[0]?.automated === true
}
