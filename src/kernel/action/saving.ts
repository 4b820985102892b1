import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Database, type Tx, wholeWrite } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { EventSubject, Outcome } from './action.ts'
import { type Keyed, requestHash } from './answers.ts'
import type { Refusal } from './define.ts'

export interface Doing extends Keyed {
  readonly trace: string
  readonly now: Date
}

/** The action's rows, audit entry, events and idempotent answer: one statement, one round trip. */
export async function writeOutcome<O>(tx: Tx, name: string, outcome: Outcome<O>, o: Doing): Promise<void> {
  const { actor, now, trace } = o
  const guard = outcome.write?.guard
  const go = guard === undefined ? sql`` : sql` where exists (select 1 from ${sql.ref(guard.cte)})`
  const s = outcome.subject
  const events = (outcome.events ?? []).map((e) => ({
    id: uuidv7(),
    name: e.name,
    subject: e.subject ?? outcome.subject,
    payload: e.payload,
  }))
  const ctes = [
    ...(outcome.write?.ctes ?? []),
    sql`entry as (
      insert into audit_entries (id, at, trace, action, actor_kind, actor_id, org, district, subject_type, subject_id, outcome, change)
      select ${uuidv7()}::uuid, ${now}::timestamptz, ${trace}::uuid, ${name}, ${actor.kind}, ${actor.id}, ${actor.posts[0]?.org ?? null},
        ${s.district ?? null}, ${s.type}, ${s.id}, ${outcome.outcome ?? 'done'}, ${JSON.stringify(outcome.change)}::jsonb${go})`,
    ...(events.length === 0
      ? []
      : [
          sql`emitted as (insert into events (id, name, at, trace, subject, payload)
            select e.id, e.name, ${now}::timestamptz, ${trace}::uuid, e.subject, e.payload
            from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e (id uuid, name text, subject jsonb, payload jsonb)${go})`,
        ]),
    ...(o.key === undefined
      ? []
      : [
          sql`answered as (insert into idempotency_keys (actor, key, action, request, response, at)
            select ${actor.id}, ${o.key}, ${name}, ${requestHash(name, o)}::bytea, ${JSON.stringify(outcome.output)}::jsonb, ${now}::timestamptz${go})`,
        ]),
  ]
  const done = guard === undefined ? sql`true` : sql`exists (select 1 from ${sql.ref(guard.cte)})`
  const { rows } = await sql<{
    done: boolean
  }>`${sql.raw(wholeWrite)} with ${sql.join(ctes)} select ${done} as done`.execute(tx)
  if (guard !== undefined && rows[0]?.done !== true) throw await guard.refuse()
}

/** A refusal is kept under what it was about, where the request names that, so that it stands in its history. */
export async function writeRefusal(
  db: Database,
  name: string,
  { actor, input }: Keyed,
  refusal: Refusal,
  trace: string,
  at: Date,
): Promise<void> {
  const change = JSON.stringify({ code: refusal.code, reason: refusal.message })
  await insertEntry(db, name, actor, refusedSubject(name, input), 'refused', change, trace, at)
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** `{id}` of an action `appeal.accept` is an appeal's; without an id the action itself is the subject. */
function refusedSubject(name: string, input: unknown): EventSubject {
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined
  return typeof id === 'string' && uuid.test(id)
    ? { type: name.split('.')[0] ?? name, id }
    : { type: 'refusal', id: name }
}

export async function writeRead(
  db: Database,
  name: string,
  actor: Actor,
  read: { subject: EventSubject; what: readonly string[] },
  trace: string,
  at: Date,
): Promise<void> {
  await insertEntry(db, name, actor, read.subject, 'read', JSON.stringify({ shown: read.what }), trace, at)
}

async function insertEntry(
  db: Database,
  action: string,
  actor: Actor,
  subject: EventSubject,
  outcome: 'refused' | 'read',
  change: string,
  trace: string,
  at: Date,
): Promise<void> {
  await db
    .insertInto('audit_entries')
    .values({
      id: uuidv7(),
      at,
      trace,
      action,
      actor_kind: actor.kind,
      actor_id: actor.id,
      org: actor.posts[0]?.org ?? null,
      district: subject.district ?? null,
      subject_type: subject.type,
      subject_id: subject.id,
      outcome,
      change,
    })
    .execute()
}
