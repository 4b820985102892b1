import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#kernel/action'
import { access } from '../access.ts'
import { Reason } from '../contract.ts'
import { mostTries, waitMinutes } from '../rules.ts'
import { lockSource } from '../store.ts'
import { tables } from '../tables.ts'

const Seen = z.object({
  key: z.string().min(1).max(500),
  mark: z.string().max(100),
  title: z.string().max(300),
  url: z.string().max(2000).nullable(),
  /** base64 */
  inside: z.string().nullable(),
})
export type Seen = z.infer<typeof Seen>

/** What a feed lists now. What is new or has changed waits to be read; what was read is not read again. */
export const noteEntries = defineAction({
  name: 'cap.note-entries',
  input: z.object({ source: z.uuid(), entries: z.array(Seen).max(1000) }),
  allow: access.poll,
  async run(tx, { input, now, authorise }) {
    authorise({})
    for (const { inside, ...seen } of input.entries)
      await tables(tx)
        .insertInto('cap_entries')
        .values({
          ...seen,
          source: input.source,
          inside: inside === null ? null : Buffer.from(inside, 'base64'),
          state: 'waiting',
          tries: 0,
          reason: null,
          next_try_at: now,
          seen_at: now,
        })
        .onConflict((c) =>
          c.columns(['source', 'key']).doUpdateSet({
            seen_at: now,
            title: sql`excluded.title`,
            url: sql`excluded.url`,
            ...whereChanged('mark', sql`excluded.mark`),
            ...whereChanged('inside', sql`excluded.inside`),
            ...whereChanged('state', sql`excluded.state`),
            ...whereChanged('tries', sql`0`),
            ...whereChanged('next_try_at', sql`excluded.next_try_at`),
          }),
        )
        .execute()
    return {
      output: null,
      subject: { type: 'cap-source', id: input.source },
      change: { listed: input.entries.length },
    }
  },
})

function whereChanged(column: string, value: ReturnType<typeof sql>) {
  return {
    [column]: sql`case when cap_entries.mark <> excluded.mark then ${value} else ${sql.ref(`cap_entries.${column}`)} end`,
  }
}

/** An entry could not be read: it waits longer each time, and after some tries for a person. */
export const failEntry = defineAction({
  name: 'cap.fail-entry',
  input: z.object({ source: z.uuid(), key: z.string(), reason: Reason, isFinal: z.boolean() }),
  allow: access.poll,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const entry = await tables(tx)
      .selectFrom('cap_entries')
      .select('tries')
      .where('source', '=', input.source)
      .where('key', '=', input.key)
      .forUpdate()
      .executeTakeFirst()
    const tries = (entry?.tries ?? 0) + 1
    const isDead = input.isFinal || tries >= mostTries
    await tables(tx)
      .updateTable('cap_entries')
      .set({
        tries,
        state: isDead ? 'dead' : 'waiting',
        reason: JSON.stringify(input.reason),
        next_try_at: isDead ? null : new Date(now.getTime() + waitMinutes(1, tries) * 60_000),
      })
      .where('source', '=', input.source)
      .where('key', '=', input.key)
      .execute()
    return {
      output: null,
      subject: { type: 'cap-source', id: input.source },
      change: { key: input.key, reason: input.reason.key, tries, isDead },
    }
  },
})

const Ending = z.object({
  source: z.uuid(),
  error: Reason.nullable(),
  brought: z.int().min(0),
  /** Of the answer that was read to its end; null keeps what is known. */
  marks: z
    .object({ etag: z.string().max(500).nullable(), modified: z.string().max(100).nullable() })
    .nullable(),
})

/** A reading is over, well or not. */
export const finishPoll = defineAction({
  name: 'cap.finish-poll',
  input: Ending,
  allow: access.poll,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const source = await lockSource(tx, input.source)
    const failures = input.error === null ? 0 : source.failures + 1
    await tables(tx)
      .updateTable('cap_sources')
      .set({
        failures,
        error: input.error === null ? null : JSON.stringify(input.error),
        last_run_at: now,
        last_new: input.brought,
        ...(input.error === null ? { last_good_at: now } : {}),
        ...(input.marks ?? {}),
        next_run_at: source.enabled
          ? new Date(now.getTime() + waitMinutes(source.every_minutes, failures) * 60_000)
          : null,
      })
      .where('id', '=', source.id)
      .execute()
    return {
      output: { failures },
      subject: { type: 'cap-source', id: source.id },
      change: { brought: input.brought, error: input.error?.key ?? null, failures },
    }
  },
})

/** Days for which the list remembers what it has read. */
const keptDays = 30

export const pruneEntries = defineAction({
  name: 'cap.prune-entries',
  input: z.object({}).loose(),
  allow: access.poll,
  async run(tx, { now, authorise }) {
    authorise({})
    const gone = await tables(tx)
      .deleteFrom('cap_entries')
      .where('state', 'in', ['done', 'dismissed'])
      .where('seen_at', '<', new Date(now.getTime() - keptDays * 86_400_000))
      .executeTakeFirst()
    const n = Number(gone.numDeletedRows)
    return { output: { n }, subject: { type: 'cap-source', id: 'all' }, change: { n } }
  },
})
