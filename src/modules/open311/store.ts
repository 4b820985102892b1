import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { hashToken } from '#kernel/vault'
import { tables } from './tables.ts'

/** What a key opens. */
export interface Client {
  readonly id: string
  readonly name: string
  readonly mayPost: boolean
  readonly perMinute: number
}

export function keyHash(key: string): Buffer {
  return Buffer.from(hashToken(key), 'hex')
}

/** The client whose key this is; nobody when it is unknown, expired or revoked. Not cached: revoked is revoked at once. */
export async function findClient(db: Database | Tx, key: string, now: Date): Promise<Client | undefined> {
  const row = await tables(db)
    .selectFrom('open311_clients')
    .select(['id', 'name', 'may_post', 'per_minute'])
    .where('key_hash', '=', keyHash(key))
    .where('expires_at', '>', now)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return { id: row.id, name: row.name, mayPost: row.may_post, perMinute: row.per_minute }
}

/**
 * Counts a call, outside of the audit as the use of a session is.
 * @returns how many calls the client made in this minute, over all servers
 */
export async function noteCall(db: Database, id: string, now: Date): Promise<number> {
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000)
  const { rows } = await sql<{ n: number }>`
    update open311_clients set calls = calls + 1, last_used_at = ${now}, minute = ${minute},
      minute_calls = case when minute = ${minute} then minute_calls + 1 else 1 end
    where id = ${id} returning minute_calls as n`.execute(db)
  return rows[0]?.n ?? 0
}

/** Counts a call that was refused. */
export async function noteRefused(db: Database, id: string): Promise<void> {
  await sql`update open311_clients set refused = refused + 1 where id = ${id}`.execute(db)
}

/** Takes away what was posted to the test endpoint and has run out. */
export async function dropTests(db: Database, now: Date): Promise<number> {
  const { numDeletedRows } = await tables(db)
    .deleteFrom('open311_tests')
    .where('expires_at', '<', now)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

interface LinkRef {
  readonly district: string
  readonly id: string
  readonly partner: string
}

/** A try that failed: how often, and with what. */
export async function noteFailed(db: Database, link: LinkRef, error: string): Promise<void> {
  await sql`update open311_links set attempts = attempts + 1, error = ${error}
    where district = ${link.district} and case_id = ${link.id} and partner = ${link.partner}`.execute(db)
}

/** The partner knows the case up to this step; its own number of the step keeps its echo from coming back. */
export async function notePushed(
  db: Database,
  link: LinkRef,
  step: { readonly seq: number; readonly updateId: string },
  now: Date,
): Promise<void> {
  await sql`with known as (
      insert into open311_updates (district, case_id, client, update_id, seq, at)
      values (${link.district}, ${link.id}, ${link.partner}, ${step.updateId}, ${step.seq}, ${now})
      on conflict do nothing)
    update open311_links set pushed_seq = ${step.seq}
    where district = ${link.district} and case_id = ${link.id} and partner = ${link.partner}`.execute(db)
}

/** When a partner was last asked; `pulledUntil` only where all of it was taken in. */
export async function noteRun(
  db: Database,
  partner: string,
  run: { readonly at: Date; readonly pulledUntil: Date | null; readonly error: string | null },
): Promise<void> {
  await sql`update open311_partners set last_run_at = ${run.at}, last_error = ${run.error},
      pulled_until = coalesce(${run.pulledUntil}::timestamptz, pulled_until)
    where id = ${partner}`.execute(db)
}
