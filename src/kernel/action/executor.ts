import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { type Access, allows, mayEver, type Subject } from '#kernel/access/define'
import type { Clock } from '#kernel/clock'
import type { Database, Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { Action, EventSubject, Outcome } from './action.ts'
import { isPassing, repeatedAnswer } from './answers.ts'
import { Refusal } from './define.ts'
import { gatherLook } from './gathering.ts'
import type { Query } from './query.ts'
import { type Doing, writeOutcome, writeRead, writeRefusal } from './saving.ts'

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
  /** Called after a commit with what it was about, so that nobody need wait for a next look; a repeat is about nothing. */
  readonly onCommit?: (subject: EventSubject | undefined) => void
}

/** Refusals that say something about the actor rather than about the moment; these are kept in the audit. */
const auditedRefusals = new Set(['forbidden', 'unauthenticated', 'not-approved'])

export function createExecutor({ db, clock, onCommit }: ExecutorParts): Executor {
  async function execute<I extends z.ZodType, O>(action: Action<I, O>, options: ExecuteOptions): Promise<O> {
    const trace = options.trace ?? uuidv7()
    try {
      const input = parse(action.input, options.input)
      const done = await withRetry(() =>
        db
          .transaction()
          .execute((tx) => runInside(tx, action, { ...options, input, trace, now: clock.now() }))
          .catch(async (error: unknown) => ({
            output: await repeatedAnswer<O>(db, action.name, { ...options, input }, error),
            subject: undefined,
          })),
      )
      onCommit?.(done.subject)
      return done.output
    } catch (error) {
      if (error instanceof Refusal && auditedRefusals.has(error.code))
        await writeRefusal(db, action.name, options, error, trace, clock.now())
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
    const looks: typeof reads = []
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
            logLook: (subject, what) => looks.push({ subject, what }),
          }),
        )
      for (const r of reads) await writeRead(db, query.name, actor, r, trace, now)
      for (const look of looks) await gatherLook(db, { name: query.name, actor, ...look, trace, at: now })
      return output
    } catch (error) {
      if (error instanceof Refusal && auditedRefusals.has(error.code))
        await writeRefusal(db, query.name, options, error, trace, now)
      throw error
    }
  }

  return { execute, ask }
}

async function runInside<I extends z.ZodType, O>(
  tx: Tx,
  action: Action<I, O>,
  o: Doing,
): Promise<Outcome<O>> {
  const { actor, now, trace } = o
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
  return outcome
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
