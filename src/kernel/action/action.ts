import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Access, Subject } from '#kernel/access/define'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'

/** What an event is about; live screens and reactions are filtered by it. */
export interface EventSubject extends Subject {
  readonly type: string
  readonly id: string
  readonly district?: string
}

/** An event in the past tense, kept in the outbox until every consumer had it. */
export interface Emitted {
  readonly name: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly subject?: EventSubject
}

/**
 * Rows that are saved in one statement with the audit entry, the events and the idempotent answer. An action whose
 * every write is here costs one round trip to save, and no open transaction while it decides.
 */
export interface Write {
  /** Data-modifying CTEs, `name as (…)` each. */
  readonly ctes: readonly RawBuilder<unknown>[]
  /**
   * The CTE that has to return a row, else somebody was faster: then nothing is written. CTEs beside it have to
   * depend on it themselves (`where exists (select 1 from …)`).
   */
  readonly guard?: { readonly cte: string; refuse(): Promise<Error> }
}

export interface Outcome<O> {
  readonly output: O
  readonly subject: EventSubject
  /** What the audit keeps: fields before and after as read back; ciphertext where personal. */
  readonly change: Readonly<Record<string, unknown>>
  readonly events?: readonly Emitted[]
  /** `read` for what is given out and counted, and changes nothing else; default `done`. */
  readonly outcome?: 'done' | 'read'
  /** What `run` has not saved itself. */
  readonly write?: Write
}

export interface ActionContext<I> {
  readonly actor: Actor
  readonly input: I
  readonly now: Date
  readonly trace: string
  /**
   * Judges the action's access table on what the action is about. Every `run` has to call it: an action
   * that commits without having been authorised is rolled back as a programmer's error.
   * @throws Refusal `unauthenticated` or `forbidden`
   */
  authorise(subject: Subject): void
}

/**
 * A write that someone may do. `run` loads, authorises, applies a pure rule and saves; it may not await the
 * network or a model. Parsing, audit, events, idempotency and the transaction are the executor's.
 */
export interface Action<I extends z.ZodType = z.ZodType, O = unknown> {
  /** `appeal.dispatch`: the audit entry and the permission key. */
  readonly name: string
  readonly input: I
  readonly allow: Access
  run(tx: Tx, context: ActionContext<z.output<I>>): Promise<Outcome<O>>
}

export function defineAction<I extends z.ZodType, O>(action: Action<I, O>): Action<I, O> {
  return action
}
