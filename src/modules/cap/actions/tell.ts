import { sql } from 'kysely'
import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { defineAction, type Emitted } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { queueNotice } from '#kernel/notify'
import { findPlace } from '#modules/territory'
import { access } from '../access.ts'
import { MyWarnings } from '../contract.ts'
import { noticeOf } from '../rules.ts'
import { getAlert, type StoredAlert } from '../store.ts'
import { tables } from '../tables.ts'

/** One notice for a message, person and channel, however often it is told. */
const namespace = '6f1c8a0e-3b44-4a51-9a0d-2f8e6c1d7b55'
/** People that one transaction tells. */
const atOnce = 200
const channels = ['in-app', 'sms'] as const

/**
 * Tells the next people who asked for a place that the message concerns. An exercise goes to none but those who agreed
 * to take part.
 */
export const tellNext = defineAction({
  name: 'cap.tell',
  input: z.object({ id: z.uuid(), after: z.uuid().nullable() }),
  allow: access.tell,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const row = await getAlert(tx, input.id)
    const people = isTold(row) ? await listNext(tx, row, input.after) : []
    const events: Emitted[] = []
    for (const { person, locale } of people)
      for (const channel of channels)
        events.push(
          ...(await queueNotice(
            tx,
            {
              id: uuidv5(`${row.id} ${person} ${channel}`, namespace),
              person,
              channel,
              subject: { type: 'cap-alert', id: row.id },
              ...noticeOf(row.document, locale === 'en' ? 'en' : 'zh'),
            },
            now,
          )),
        )
    const heard = new Set(events.map((e) => e.subject?.people?.[0])).size
    if (heard > 0)
      await sql`update cap_alerts set told = told + ${heard} where id = ${row.id}::uuid`.execute(tx)
    return {
      output: { last: people.length < atOnce ? null : (people.at(-1)?.person ?? null) },
      subject: { type: 'cap-alert', id: row.id },
      change: { told: heard },
      events,
    }
  },
})

function isTold({ origin, scope, status, msg_type }: StoredAlert): boolean {
  const isReal = status === 'Actual' || status === 'Exercise'
  return origin === 'published' && scope === 'Public' && isReal && msg_type !== 'Ack' && msg_type !== 'Error'
}

interface Listener {
  readonly person: string
  readonly locale: string | null
}

async function listNext(tx: Tx, row: StoredAlert, after: string | null): Promise<Listener[]> {
  const isExercise = row.status === 'Exercise'
  const { rows } = await sql<Listener>`
    select s.person, (select max(a.locale) from accounts a where a.person = s.person) as locale
    from cap_subscriptions s
    where exists (select 1 from unnest(${row.places}::text[]) as p
        where s.place = p or s.place like p || '/%' or p like s.place || '/%')
      and (${after}::uuid is null or s.person > ${after}::uuid)
      and (not ${isExercise} or exists (select 1 from cap_participants c where c.person = s.person))
    group by s.person order by s.person limit ${atOnce}`.execute(tx)
  return rows
}

/** Of a person who was forgotten neither the places nor the consent to exercises stay. */
export const forgetListener = defineAction({
  name: 'cap.forget',
  input: z.object({ person: z.uuid() }),
  allow: access.tell,
  async run(tx, { input: { person }, authorise }) {
    authorise({})
    const places = await tables(tx).deleteFrom('cap_subscriptions').where('person', '=', person).execute()
    await tables(tx).deleteFrom('cap_participants').where('person', '=', person).execute()
    return {
      output: null,
      subject: { type: 'person', id: person },
      change: { forgotten: true, places: places.reduce((n, p) => n + Number(p.numDeletedRows), 0) },
    }
  },
})

/** A resident says for which places; nothing else is kept of it. */
export const saveMyWarnings = defineAction({
  name: 'cap.subscribe',
  input: MyWarnings,
  allow: access.subscribe,
  async run(tx, { input, actor, now, authorise }) {
    const person = actor.person ?? ''
    authorise({ people: [person] })
    const places = [...new Set(input.places)].filter((p) => findPlace(p.split('/').at(-1) ?? '')?.path === p)
    await tables(tx).deleteFrom('cap_subscriptions').where('person', '=', person).execute()
    if (places.length > 0)
      await tables(tx)
        .insertInto('cap_subscriptions')
        .values(places.map((place) => ({ person, place })))
        .execute()
    if (input.exercise)
      await tables(tx)
        .insertInto('cap_participants')
        .values({ person, since: now })
        .onConflict((c) => c.column('person').doNothing())
        .execute()
    else await tables(tx).deleteFrom('cap_participants').where('person', '=', person).execute()
    return {
      output: { places, exercise: input.exercise },
      subject: { type: 'person', id: person, people: [person] },
      change: { places: places.length, exercise: input.exercise },
    }
  },
})
