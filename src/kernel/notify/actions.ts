import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { defineAction, type Emitted } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { QueueNotice } from './contract.ts'

/**
 * Writes a notice in the caller's transaction. Returns the events to add to the outcome, from which the delivery
 * follows; none when a notice of this id exists already. A notice in the app is delivered by being written.
 */
export async function queueNotice(tx: Tx, notice: QueueNotice, now: Date): Promise<Emitted[]> {
  const { subject, data, ...n } = QueueNotice.parse(notice)
  const id = n.id ?? uuidv7()
  const inApp = n.channel === 'in-app'
  const written = await tx
    .insertInto('notices')
    .values({
      ...n,
      id,
      data: JSON.stringify(data),
      subject_type: subject?.type ?? null,
      subject_id: subject?.id ?? null,
      state: inApp ? 'sent' : 'waiting',
      created_at: now,
      sent_at: inApp ? now : null,
    })
    .onConflict((c) => c.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (written === undefined) return []
  const people = n.person === null ? [] : [n.person]
  const payload = { id, channel: n.channel, account: n.account }
  return [{ name: 'notice.queued', payload, subject: { type: 'notice', id, people } }]
}

/** For reactions and jobs that have no action of their own. */
export const queueAction = defineAction({
  name: 'notice.queue',
  input: QueueNotice,
  allow: [
    { who: 'system', scope: 'anywhere' },
    { who: 'algorithm', scope: 'anywhere' },
  ],
  async run(tx, { input, now, authorise }) {
    authorise({})
    const id = input.id ?? uuidv7()
    const events = await queueNotice(tx, { ...input, id }, now)
    const { channel, template } = input
    return { output: { id }, subject: { type: 'notice', id }, change: { channel, template }, events }
  },
})

/** Takes the next attempt, so that of two deliveries that start at once only one sends. */
export const attemptAction = defineAction({
  name: 'notice.attempt',
  input: z.object({ id: z.uuid(), after: z.int().min(0) }),
  allow: [{ who: 'system', scope: 'anywhere' }],
  async run(tx, { input, authorise }) {
    authorise({})
    const { numUpdatedRows } = await tx
      .updateTable('notices')
      .set({ attempts: input.after + 1 })
      .where('id', '=', input.id)
      .where('attempts', '=', input.after)
      .where('state', 'in', ['waiting', 'failed'])
      .executeTakeFirst()
    const taken = numUpdatedRows === 1n
    return {
      output: taken,
      subject: { type: 'notice', id: input.id },
      change: { attempt: input.after + 1, taken },
    }
  },
})

/** What became of an attempt. */
export const recordAction = defineAction({
  name: 'notice.record',
  input: z.object({ id: z.uuid(), error: z.string().max(200).nullable() }),
  allow: [{ who: 'system', scope: 'anywhere' }],
  async run(tx, { input, now, authorise }) {
    authorise({})
    const state = input.error === null ? 'sent' : 'failed'
    await tx
      .updateTable('notices')
      .set({ state, error: input.error, ...(input.error === null ? { sent_at: now } : {}) })
      .where('id', '=', input.id)
      .where('state', 'in', ['waiting', 'failed'])
      .execute()
    return { output: null, subject: { type: 'notice', id: input.id }, change: { state, error: input.error } }
  },
})

/** The recipient has seen it. A message that could not be delivered stays failed, seen in the app or not. */
export const readAction = defineAction({
  name: 'notice.read',
  input: z.object({ id: z.uuid() }),
  allow: [{ who: 'anyone', scope: 'anywhere' }],
  async run(tx, { actor, input, now, authorise }) {
    if (actor.kind === 'anonymous')
      throw new Refusal('unauthenticated', 'access.sign-in', { action: 'notice.read' })
    authorise({})
    const notice = await tx
      .selectFrom('notices')
      .select(['person', 'account', 'state', 'read_at'])
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst()
    if (notice === undefined || !isRecipient(notice, actor))
      throw new Refusal('not-found', 'notice.not-found')
    const readAt = notice.read_at ?? now
    const state = notice.state === 'sent' ? 'read' : notice.state
    await tx.updateTable('notices').set({ read_at: readAt, state }).where('id', '=', input.id).execute()
    return {
      output: { id: input.id, readAt: readAt.toISOString() },
      subject: { type: 'notice', id: input.id },
      change: { state },
    }
  },
})

function isRecipient(notice: { person: string | null; account: string | null }, actor: Actor): boolean {
  return (notice.person !== null && notice.person === actor.person) || notice.account === actor.id
}
