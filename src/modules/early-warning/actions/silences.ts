import { v5 as uuidv5, v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { defineAction, type Emitted, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { queueNotice } from '#kernel/notify'
import { access } from '../access.ts'
import { EndSilence, MissedEvent, SilenceInput } from '../contract.ts'
import { tables } from '../tables.ts'

const namespace = '2f7b3f0e-6a0c-4f0b-8d0e-0a54c1b5d7aa'
const longest = 30 * 86_400_000

/** For a while the signals of what it names raise no warning; kept with reason and owner, and told when it ends. */
export const makeSilence = defineAction({
  name: 'early-warning.make-silence',
  input: SilenceInput,
  allow: access.silence,
  async run(tx, { input, actor, now, authorise }) {
    authorise({ place: input.place })
    const [from, until] = [new Date(input.from), new Date(input.until)]
    if (until <= from || until <= now)
      throw new Refusal('invalid', 'early-warning.silence-over', { field: 'until' })
    if (until.getTime() - from.getTime() > longest)
      throw new Refusal('invalid', 'early-warning.silence-long', { field: 'until', days: 30 })
    if (input.kind === null && input.object === null)
      throw new Refusal('invalid', 'early-warning.silence-all', { field: 'kind' })
    const { from: _from, until: _until, ...rest } = input
    const id = uuidv7()
    await tables(tx)
      .insertInto('silences')
      .values({ id, ...rest, since: from, until, owner: actor.id, made_at: now })
      .execute()
    return { output: { id }, subject: { type: 'silence', id, place: input.place }, change: { made: input } }
  },
})

export const endSilence = defineAction({
  name: 'early-warning.end-silence',
  input: EndSilence,
  allow: access.silence,
  async run(tx, { input, actor, now, authorise }) {
    const silence = await tables(tx)
      .selectFrom('silences')
      .selectAll()
      .where('id', '=', input.id)
      .executeTakeFirst()
    if (silence === undefined) throw new Refusal('not-found', 'early-warning.no-silence', { id: input.id })
    authorise({ place: silence.place })
    if (silence.ended_at !== null || silence.until <= now)
      throw new Refusal('not-now', 'early-warning.silence-over')
    await tables(tx)
      .updateTable('silences')
      .set({ ended_at: now, told_at: now })
      .where('id', '=', input.id)
      .execute()
    return {
      output: { id: input.id },
      subject: { type: 'silence', id: input.id, place: silence.place },
      change: { ended: now.toISOString() },
      events: silence.owner === actor.id ? [] : await tellOwner(tx, 'ended-early', silence, now),
    }
  },
})

/** Silences that ended by themselves: their owners hear of it once, with what was held back. */
export const tellEnded = defineAction({
  name: 'early-warning.tell-ended',
  input: z.object({}),
  allow: access.settle,
  async run(tx, { now, authorise }) {
    authorise({})
    const ended = await tables(tx)
      .updateTable('silences')
      .set({ told_at: now })
      .where('until', '<=', now)
      .where('told_at', 'is', null)
      .returning(['id', 'owner', 'place', 'held', 'reason', 'kind', 'object'])
      .execute()
    const told: Emitted[] = []
    for (const s of ended) told.push(...(await tellOwner(tx, 'ended', s, now)))
    return {
      output: { ended: ended.length },
      subject: { type: 'silence', id: 'all' },
      change: { ended: ended.map((s) => s.id) },
      events: [
        ...ended.map((s) => ({
          name: 'silence.ended',
          payload: { owner: s.owner, held: Number(s.held), reason: s.reason },
          subject: { type: 'silence', id: s.id, place: s.place },
        })),
        ...told,
      ],
    }
  },
})

interface Ended {
  readonly id: string
  readonly owner: string
  readonly kind: string | null
  readonly object: string | null
  readonly held: string
}

/** Its reason is a person's own words, and stays on the page of silences. */
function tellOwner(tx: Tx, how: 'ended' | 'ended-early', s: Ended, now: Date): Promise<Emitted[]> {
  const what = [s.kind, s.object].filter((part) => part !== null).join(' · ')
  return queueNotice(
    tx,
    {
      id: uuidv5(`${s.id}:${how}`, namespace),
      account: s.owner,
      channel: 'in-app',
      template: `silence.notice.${how}`,
      data: { what: what.slice(0, 200), held: Number(s.held) },
      subject: { type: 'silence', id: s.id },
    },
    now,
  )
}

/** An event that no warning preceded. Without these nobody could say how many were missed. */
export const noteMissed = defineAction({
  name: 'early-warning.note-missed',
  input: MissedEvent,
  allow: access.noteMiss,
  async run(tx, { input, actor, now, authorise }) {
    authorise({ place: input.place })
    const at = new Date(input.at)
    if (at > now) throw new Refusal('invalid', 'early-warning.not-yet', { field: 'at' })
    const id = uuidv7()
    await tables(tx)
      .insertInto('missed_events')
      .values({ id, ...input, at, noted_at: now, noted_by: actor.id })
      .execute()
    return {
      output: { id },
      subject: { type: 'missed-event', id, place: input.place },
      change: { noted: input },
    }
  },
})
