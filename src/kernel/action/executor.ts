import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { type Access, allows, mayEver, type Subject } from '#kernel/access/define'
import type { Clock } from '#kernel/clock'
import { type Database, type Tx, wholeWrite } from '#kernel/database'
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
          .execute((tx) => runInside(tx, action, { ...options, input, trace, now: clock.now() }))
          .catch((error: unknown) => repeatedAnswer<O>(db, action.name, { ...options, input }, error)),
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
    const earlier = await findAnswer<O>(tx, action.name, o)
    if (earlier !== undefined) return earlier.output
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

type Keyed = Pick<ExecuteOptions, 'actor' | 'key' | 'input'>

function requestHash(action: string, o: Keyed): Buffer {
  return createHash('sha256').update(action).update(JSON.stringify(o.input)).digest()
}

/** The answer that this key already gave. */
async function findAnswer<O>(
  db: Database | Tx,
  action: string,
  o: Keyed,
): Promise<{ output: O } | undefined> {
  const { rows } = await sql<{ request: Buffer; response: O }>`
    select request, response from idempotency_keys where actor = ${o.actor.id} and key = ${o.key ?? ''}`.execute(
    db,
  )
  const [earlier] = rows
  if (earlier === undefined) return undefined
  if (!earlier.request.equals(requestHash(action, o)))
    throw new Refusal('invalid', 'input.key-reused', { key: o.key })
  return { output: earlier.response }
}

/**
 * Of two requests with one key that run at once, one saves first. The other then finds the case changed, or the key
 * taken, and gets the first one's answer.
 * @throws the given error when the key has no answer
 */
async function repeatedAnswer<O>(db: Database, action: string, o: Keyed, error: unknown): Promise<O> {
  if (o.key !== undefined && (error instanceof Refusal || isPassing(error))) {
    const earlier = await findAnswer<O>(db, action, o)
    if (earlier !== undefined) return earlier.output
  }
  throw error
}

/** The action's rows, audit entry, events and idempotent answer: one statement, one round trip. */
async function writeOutcome<O>(tx: Tx, name: string, outcome: Outcome<O>, o: Inside): Promise<void> {
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
        ${s.district ?? null}, ${s.type}, ${s.id}, 'done', ${JSON.stringify(outcome.change)}::jsonb${go})`,
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

function isPassing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && passing.has(error.code)
}

/** The whole transaction is tried again, twice at most. */
async function withRetry<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt >= 3 || !isPassing(error)) throw error
    }
  }
}
