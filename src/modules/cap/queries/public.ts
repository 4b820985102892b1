import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery, Refusal } from '#kernel/action'
import { access } from '../access.ts'
import type { CapAlert, CurrentAlerts, MyWarnings } from '../contract.ts'
import { cancelShownHours, concerns, type DoorName, doors, isListed } from '../rules.ts'
import { linkOfRow, type StoredAlert, stateOfRow } from '../store.ts'
import { tables } from '../tables.ts'
import { stateWord } from './alerts.ts'

const Door = z.enum(['actual', 'exercise'])
/** Messages of one feed; more than a city has at once. */
const mostShown = 200

export interface FeedContent {
  readonly alerts: readonly CapAlert[]
  /** When the feed last became another: a message was sent, one ran out, a cancellation had been shown for long enough. */
  readonly changed: Date | null
}

export const feedQuery = defineQuery({
  name: 'cap.feed',
  input: z.object({ door: Door }),
  allow: access.read,
  async run(tx, { input, now, authorise }): Promise<FeedContent> {
    authorise({})
    const ours = published(input.door)
    const { rows } = await sql<StoredAlert>`
      select * from cap_alerts where ${ours} and ended is null
        and (expires > ${now} or sent > ${now}::timestamptz - make_interval(hours => ${cancelShownHours}))
      order by sent desc, id limit ${mostShown}`.execute(tx)
    const { rows: times } = await sql<{ changed: Date | null }>`
      select max(t) as changed from cap_alerts, unnest(array[sent, effective, expires,
        case when msg_type = 'Cancel' then sent + make_interval(hours => ${cancelShownHours}) end]) as t
      where ${ours} and t <= ${now}`.execute(tx)
    const shown = rows.filter((row) =>
      isListed(
        linkOfRow(row),
        { state: stateOfRow(row, now), by: [], missing: [], foreign: [] },
        now.getTime(),
      ),
    )
    return { alerts: shown.map((row) => row.document), changed: times[0]?.changed ?? null }
  },
})

function published(door: DoorName) {
  const { statuses } = doors[door]
  return sql<boolean>`origin = 'published' and scope = 'Public' and status = any(${[...statuses]}::text[])`
}

export const publicAlertQuery = defineQuery({
  name: 'cap.public-alert',
  input: z.object({ door: Door, identifier: z.string().min(1).max(200) }),
  allow: access.read,
  async run(tx, { input, authorise }) {
    authorise({})
    const { rows } = await sql<StoredAlert>`
      select * from cap_alerts where ${published(input.door)} and identifier = ${input.identifier}
      order by sent desc limit 1`.execute(tx)
    const [row] = rows
    if (row === undefined) throw new Refusal('not-found', 'cap.not-found', { id: input.identifier })
    return { xml: row.xml, sent: row.sent, hash: row.hash }
  },
})

/** What holds now for a place, for everyone. */
export const currentQuery = defineQuery({
  name: 'cap.current',
  input: z.object({ place: z.string().max(80).optional() }),
  allow: access.read,
  async run(tx, { input, now, authorise }): Promise<CurrentAlerts> {
    authorise({})
    const { rows } = await sql<StoredAlert>`
      select * from cap_alerts where ${published('actual')} and ${stateWord(now)} in ('in-force', 'coming')
      order by sent desc, id limit ${mostShown}`.execute(tx)
    const { place } = input
    const near = rows.filter((r) => place === undefined || r.places.some((p) => concerns(p, place)))
    return {
      rows: near.map((row) => ({
        id: row.id,
        headline: row.headline,
        info: row.document.info.map(({ language, headline, description, instruction }) => ({
          language,
          headline,
          description,
          instruction,
        })),
        severity: row.severity,
        area: row.area,
        places: row.places,
        sent: row.document.sent,
        expires: row.expires.toISOString(),
      })),
    }
  },
})

/** For which places somebody asked to be told. */
export const myWarningsQuery = defineQuery({
  name: 'cap.my-warnings',
  input: z.object({}),
  allow: access.subscribe,
  async run(tx, { actor, authorise }): Promise<MyWarnings> {
    const person = actor.person ?? ''
    authorise({ people: [person] })
    const places = await tables(tx)
      .selectFrom('cap_subscriptions')
      .select('place')
      .where('person', '=', person)
      .orderBy('place')
      .execute()
    const part = await tables(tx)
      .selectFrom('cap_participants')
      .select('person')
      .where('person', '=', person)
      .executeTakeFirst()
    return { places: places.map((p) => p.place), exercise: part !== undefined }
  },
})
