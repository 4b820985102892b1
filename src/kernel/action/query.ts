import type { z } from 'zod'
import type { Access, Subject } from '#kernel/access/define'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { EventSubject } from './action.ts'

export interface QueryContext<I> {
  readonly actor: Actor
  readonly input: I
  readonly now: Date
  /** For what is looked up one by one; lists put `accessCondition` into their SQL instead. */
  authorise(subject: Subject): void
  /** Notes that personal data of this subject was shown; written to the audit after the read. */
  logRead(subject: EventSubject, what: readonly string[]): void
  /** The same of what a screen looks at again by itself: the first look, and how many followed in a quarter of an hour. */
  logLook(subject: EventSubject, what: readonly string[]): void
}

/** A read. Runs in a read-only transaction; what it shows is limited by access as an SQL condition. */
export interface Query<I extends z.ZodType = z.ZodType, O = unknown> {
  readonly name: string
  readonly input: I
  /** Who may ask at all; `mayEver` is checked before it runs. */
  readonly allow: Access
  run(tx: Tx, context: QueryContext<z.output<I>>): Promise<O>
}

export function defineQuery<I extends z.ZodType, O>(query: Query<I, O>): Query<I, O> {
  return query
}
