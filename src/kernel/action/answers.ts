import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { Refusal } from './define.ts'

/** A request that may come twice: the same key from the same actor means the same request. */
export interface Keyed {
  readonly actor: Actor
  readonly input: unknown
  readonly key?: string | undefined
}

/** Tells a repeated request from another one under the same key. */
export function requestHash(action: string, o: Keyed): Buffer {
  return createHash('sha256').update(action).update(JSON.stringify(o.input)).digest()
}

/** The answer that this key already gave. */
async function findAnswer<O>(db: Database, action: string, o: Keyed): Promise<{ output: O } | undefined> {
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
 * Nothing is looked up before the work, since hardly any request comes twice. A repeated one finds the key taken when it
 * saves, or is refused because the first one has changed what it was about; either way it has saved nothing, and gets
 * the first one's answer. So do two that run at once: one saves.
 * @throws the given error when the key has no answer
 */
export async function repeatedAnswer<O>(db: Database, action: string, o: Keyed, error: unknown): Promise<O> {
  if (o.key !== undefined && (error instanceof Refusal || isPassing(error))) {
    const earlier = await findAnswer<O>(db, action, o)
    if (earlier !== undefined) return earlier.output
  }
  throw error
}

/**
 * Serialization failure, deadlock, and a row that another transaction inserted first (two calls at once from a new
 * phone number): nobody's fault, and the next try sees what the other has done.
 */
const passing: ReadonlySet<unknown> = new Set(['40001', '40P01', '23505'])

export function isPassing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && passing.has(error.code)
}
