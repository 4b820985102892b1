import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import { type MasterKey, sealSecret } from '#kernel/vault'
import { access } from '../access.ts'
import { SaveSource, SettleEntry, SourceRef } from '../contract.ts'
import { getSource, lockSource, type StoredSource, secretContext } from '../store.ts'
import { tables } from '../tables.ts'

const sourceSubject = (id: string) => ({ type: 'cap-source', id })

/** Defines a feed or changes one. A token goes to the address that it was given for and to no other. */
export function saveSource(key: () => MasterKey) {
  return defineAction({
    name: 'cap.save-source',
    input: SaveSource,
    allow: access.manage,
    async run(tx, { input, actor, now, authorise }) {
      authorise({})
      const before = input.id === undefined ? undefined : await lockSource(tx, input.id)
      if (before !== undefined && before.revision !== input.revision)
        throw new Refusal('conflict', 'cap.changed-meanwhile', { current: before.revision })
      const isMoved = before === undefined || before.url !== input.url
      if (before !== undefined && before.secret !== null && input.secret === undefined && isMoved)
        throw new Refusal('invalid', 'cap.secret-again')
      const id = before?.id ?? uuidv7()
      const kept = before?.secret ?? null
      const secret =
        input.secret === undefined
          ? kept
          : input.secret === null
            ? null
            : sealSecret(key(), input.secret, secretContext(id))
      const values = {
        name: input.name,
        url: input.url,
        places: input.places,
        every_minutes: input.everyMinutes,
        timeout_seconds: input.timeoutSeconds,
        enabled: input.enabled,
        secret,
        revision: (before?.revision ?? 0) + 1,
        failures: 0,
        error: null,
        // Whoever defines a source wants to see it work.
        next_run_at: input.enabled ? now : null,
        ...(isMoved ? { etag: null, modified: null } : {}),
      }
      if (before === undefined)
        await tables(tx)
          .insertInto('cap_sources')
          .values({ ...newSource(actor, now), id, ...values })
          .execute()
      else await tables(tx).updateTable('cap_sources').set(values).where('id', '=', id).execute()
      return {
        output: { id, revision: values.revision },
        subject: sourceSubject(id),
        change: {
          name: input.name,
          url: input.url,
          enabled: input.enabled,
          secretChanged: input.secret !== undefined,
        },
        ...(input.enabled ? { events: [{ name: 'cap.poll-opened', payload: { source: id } }] } : {}),
      }
    },
  })
}

function newSource(actor: { id: string; kind: string }, now: Date) {
  return {
    simulated: actor.kind === 'system',
    etag: null,
    modified: null,
    last_run_at: null,
    last_good_at: null,
    last_new: null,
    created_at: now,
    created_by: actor.id,
  }
}

/** A person wants it read now, switched on or not. */
export const pollNow = defineAction({
  name: 'cap.poll-now',
  input: SourceRef,
  allow: access.manage,
  async run(tx, { input, authorise }) {
    authorise({})
    const source = await getSource(tx, input.id)
    return {
      output: { id: source.id },
      subject: sourceSubject(source.id),
      change: { name: source.name },
      events: [{ name: 'cap.poll-opened', payload: { source: source.id, forced: true } }],
    }
  },
})

/** The clock says that sources are due. The next time is set first: a process that dies skips a turn and blocks nothing. */
export const openPolls = defineAction({
  name: 'cap.open-polls',
  input: z.object({}).loose(),
  allow: access.poll,
  async run(tx, { now, authorise }) {
    authorise({})
    const due = await tables(tx)
      .selectFrom('cap_sources')
      .selectAll()
      .where('enabled', '=', true)
      .where('next_run_at', '<=', now)
      .orderBy('next_run_at')
      .limit(200)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const source of due)
      await tables(tx)
        .updateTable('cap_sources')
        .set({ next_run_at: after(now, source) })
        .where('id', '=', source.id)
        .execute()
    return {
      output: { opened: due.length },
      subject: { type: 'cap-source', id: 'due' },
      change: { opened: due.length },
      events: due.map((s) => ({ name: 'cap.poll-opened', payload: { source: s.id } })),
    }
  },
})

function after(now: Date, { every_minutes }: StoredSource): Date {
  return new Date(now.getTime() + every_minutes * 60_000)
}

/** A person has looked at a dead letter. */
export const settleEntry = defineAction({
  name: 'cap.settle-entry',
  input: SettleEntry,
  allow: access.manage,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const source = await getSource(tx, input.id)
    const isAgain = input.how === 'again'
    const done = await tables(tx)
      .updateTable('cap_entries')
      .set(
        isAgain
          ? { state: 'waiting', tries: 0, next_try_at: now }
          : { state: 'dismissed', next_try_at: null },
      )
      .where('source', '=', source.id)
      .where('key', '=', input.key)
      .where('state', 'in', ['waiting', 'dead'])
      .returning('key')
      .executeTakeFirst()
    if (done === undefined) throw new Refusal('conflict', 'cap.entry-settled', { key: input.key })
    return {
      output: { id: source.id },
      subject: sourceSubject(source.id),
      change: { key: input.key, how: input.how },
      ...(isAgain
        ? { events: [{ name: 'cap.poll-opened', payload: { source: source.id, forced: true } }] }
        : {}),
    }
  },
})
