import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { type Access, allows, mayEver, type Subject } from '#kernel/access/define'
import type { Clock } from '#kernel/clock'
import type { Database, Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { Action, EventSubject, Outcome } from './action.ts'
import { Refusal } from './define.ts'
import type { Query } from './query.ts'

export interface ExecuteOptions {
  readonly actor: Actor
  readonly input: unknown
  /** A repeated execution with the same key returns the first answer and does nothing. */
  readonly key?: string | undefined
  /** Ties together what one request or job caused. */
  readonly trace?: string | undefined
}

export type Execute = <I extends z.ZodType, O>(action: Action<I, O>, options: ExecuteOptions) => Promise<O>

export interface Executor {
  readonly execute: Execute
  ask<I extends z.ZodType, O>(query: Query<I, O>, options: Omit<ExecuteOptions, 'key'>): Promise<O>
}

export interface ExecutorParts {
  readonly db: Database
  readonly clock: Clock
  /** Called after a commit that wrote events, so that a relay in this process need not wait for its next look. */
  readonly onCommit?: () => void
}

/** Refusals that say something about the actor rather than about the moment; these are kept in the audit. */
const auditedRefusals = new Set(['forbidden', 'unauthenticated', 'not-approved'])

export function createExecutor({ db, clock, onCommit }: ExecutorParts): Executor {
  async function execute<I extends z.ZodType, O>(action: Action<I, O>, options: ExecuteOptions): Promise<O> {
    const trace = options.trace ?? uuidv7()
    try {
      const input = parse(action.input, options.input)
      const output = await withRetry(() =>
        db
          .transaction()
          .execute((tx) => runInside(tx, action, { ...options, input, trace, now: clock.now() })),
      )
      onCommit?.()
      return output
    } catch (error) {
      if (error instanceof Refusal && auditedRefusals.has(error.code))
        await writeRefusal(db, action.name, options.actor, error, trace, clock.now())
      throw error
    }
  }

  async function ask<I extends z.ZodType, O>(
    query: Query<I, O>,
    options: Omit<ExecuteOptions, 'key'>,
  ): Promise<O> {
    const { actor } = options
    const trace = options.trace ?? uuidv7()
    const now = clock.now()
    const reads: { subject: EventSubject; what: readonly string[] }[] = []
    try {
      const input = parse(query.input, options.input)
      if (!mayEver(query.allow, actor)) throw refusalFor(actor, query.name)
      const output = await db
        .transaction()
        .setAccessMode('read only')
        .execute((tx) =>
          query.run(tx, {
            actor,
            input,
            now,
            authorise: (subject) => authorise(query.allow, actor, subject, query.name),
            logRead: (subject, what) => reads.push({ subject, what }),
          }),
        )
      for (const r of reads) await writeRead(db, query.name, actor, r, trace, now)
      return output
    } catch (error) {
      if (error instanceof Refusal && auditedRefusals.has(error.code))
        await writeRefusal(db, query.name, actor, error, trace, now)
      throw error
    }
  }

  return { execute, ask }
}

interface Inside extends ExecuteOptions {
  readonly trace: string
  readonly now: Date
}

async function runInside<I extends z.ZodType, O>(tx: Tx, action: Action<I, O>, o: Inside): Promise<O> {
  const { actor, now, trace } = o
  if (o.key !== undefined) {
    const earlier = await claimKey(tx, action.name, o)
    if (earlier !== undefined) return earlier.response as O
  }
  let authorised = false
  const outcome = await action.run(tx, {
    actor,
    input: o.input as z.output<I>,
    now,
    trace,
    authorise(subject) {
      authorise(action.allow, actor, subject, action.name)
      authorised = true
    },
  })
  if (!authorised) throw new Error(`${action.name} committed without authorise()`)
  await writeOutcome(tx, action.name, outcome, o)
  return outcome.output
}

function authorise(access: Access, actor: Actor, subject: Subject, name: string): void {
  if (!allows(access, actor, subject)) throw refusalFor(actor, name)
}

function refusalFor(actor: Actor, name: string): Refusal {
  return actor.kind === 'anonymous'
    ? new Refusal('unauthenticated', 'access.sign-in', { action: name })
    : new Refusal('forbidden', 'access.forbidden', { action: name })
}

/** @throws Refusal `invalid` with `fields`: path → message, so that each can be shown at its field. */
export function parse<I extends z.ZodType>(schema: I, input: unknown): z.output<I> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((i) => ({
    path: i.path.join('.'),
    code: i.code,
    message: i.message,
  }))
  throw new Refusal('invalid', 'input.invalid', { fields })
}

/**
 * Takes the key, or finds the answer that it already gave. The unique index makes a second request wait for the
 * first one's transaction, so that a double click is one action.
 */
async function claimKey(tx: Tx, action: string, o: Inside): Promise<{ response: unknown } | undefined> {
  const key = o.key ?? ''
  const request = createHash('sha256').update(action).update(JSON.stringify(o.input)).digest()
  const claimed = await tx
    .insertInto('idempotency_keys')
    .values({ actor: o.actor.id, key, action, request, at: o.now })
    .onConflict((c) => c.columns(['actor', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  if (claimed !== undefined) return undefined
  const earlier = await tx
    .selectFrom('idempotency_keys')
    .select(['request', 'response'])
    .where('actor', '=', o.actor.id)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (!earlier.request.equals(request)) throw new Refusal('invalid', 'input.key-reused', { key })
  return { response: earlier.response }
}

/** Audit entry, events and the idempotent answer in one round trip. */
async function writeOutcome<O>(tx: Tx, name: string, outcome: Outcome<O>, o: Inside): Promise<void> {
  const { actor, now, trace } = o
  const events = (outcome.events ?? []).map((e) => ({
    id: uuidv7(),
    name: e.name,
    subject: e.subject ?? outcome.subject,
    payload: e.payload,
  }))
  const emit =
    events.length === 0
      ? sql``
      : sql`, emitted as (insert into events (id, name, at, trace, subject, payload)
          select e.id, e.name, ${now}, ${trace}, e.subject, e.payload
          from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e (id uuid, name text, subject jsonb, payload jsonb))`
  const answer =
    o.key === undefined
      ? sql``
      : sql`, answered as (update idempotency_keys set response = ${JSON.stringify(outcome.output)}::jsonb
          where actor = ${actor.id} and key = ${o.key})`
  const s = outcome.subject
  await sql`with entry as (
      insert into audit_entries (id, at, trace, action, actor_kind, actor_id, org, district, subject_type, subject_id, outcome, change)
      values (${uuidv7()}, ${now}, ${trace}, ${name}, ${actor.kind}, ${actor.id}, ${actor.posts[0]?.org ?? null},
        ${s.district ?? null}, ${s.type}, ${s.id}, 'done', ${JSON.stringify(outcome.change)}::jsonb)
    )${emit}${answer} select 1`.execute(tx)
}

async function writeRefusal(
  db: Database,
  name: string,
  actor: Actor,
  refusal: Refusal,
  trace: string,
  at: Date,
): Promise<void> {
  const change = JSON.stringify({ code: refusal.code, reason: refusal.message })
  await insertEntry(db, name, actor, { type: 'refusal', id: name }, 'refused', change, trace, at)
}

async function writeRead(
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

/**
 * Serialization failure, deadlock, and a row that another transaction inserted first (two calls at once from a new
 * phone number): nobody's fault, and the next try sees what the other has done.
 */
const passing: ReadonlySet<unknown> = new Set(['40001', '40P01', '23505'])

/** The whole transaction is tried again, twice at most. */
async function withRetry<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (attempt >= 3 || !passing.has(code)) throw error
    }
  }
}
