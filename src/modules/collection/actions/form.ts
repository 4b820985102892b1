import { sql } from 'kysely'
import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { getResource, subjectOf } from '#modules/catalogue'
import type { Content, Resource } from '#modules/catalogue/contract'
import { access } from '../access.ts'
import { SubmitForm } from '../contract.ts'
import { refuseArriving } from '../delivering.ts'
import { checkerOf, countSpoiled, type KeyedRow, type Measures, noMeasures } from '../rules.ts'
import { addToDay, type Origin, putRows, takeTurn } from '../store.ts'
import { tables } from '../tables.ts'

/**
 * One row from somebody on site. It is checked while that person can still put it right, so that nothing of it waits
 * in quarantine: what breaks the contract is refused with each item's problem and stays on the phone. A row that
 * somebody else has changed since it was looked at is shown in both versions, and not overwritten.
 */
export const submitForm = defineAction({
  name: 'collection.submit-form',
  input: SubmitForm,
  allow: access.fillForm,
  async run(tx, { input, actor, now, authorise }) {
    const resource = await getResource(tx, input.resource)
    const form = formFor(resource, actor)
    const { content } = resource
    const values = await askedValues(tx, form, input, actor)
    await takeTurn(resource.id).execute(tx)
    const sent = checkerOf(resource).check(values, now)
    const key = 'row' in sent ? sent.row.key : sent.key
    const current = key === null ? undefined : await findRow(tx, resource.id, key)
    const checked =
      current === undefined ? sent : checkerOf(resource).check({ ...current.data, ...values }, now)
    if ('problems' in checked) {
      authorise({ place: actor.posts[0]?.places[0] ?? null })
      throw new Refusal('invalid', 'collection.still-broken', { problems: checked.problems })
    }
    authorise({ place: checked.row.place })
    if (current !== undefined) authorise({ place: current.place })
    refuseOverwriting(current, input.base, checked.row.json, form)
    await refuseArriving(tx, { resource: resource.id, rows: 1, now })
    const row: KeyedRow = { ...checked.row, key: key ?? input.entry }
    const origin: Origin = { resource: resource.id, delivery: input.entry, version: resource.version, now }
    const cells = content.items.length
    const m = { ...noMeasures, sent: 1, cells, filled: checked.filled, deliveries: 1 }
    countSpoiled(m, checked.row.warnings)
    const { added, changed } = await putRows(tx, [row], origin, false)
    await noteDelivery(tx, origin, actor, { ...m, added, changed })
    await addToDay(tx, resource.id, dayOf(now), m)
    return {
      output: { key: row.key, since: (added + changed === 0 ? (current?.since ?? now) : now).toISOString() },
      subject: { ...subjectOf(resource), place: checked.row.place },
      change: { entry: input.entry, items: Object.keys(values), files: input.files.length },
      events: [
        {
          name: 'collection.delivered',
          payload: { delivery: input.entry, counts: { sent: 1, added, changed } },
          subject: subjectOf(resource),
        },
      ],
    }
  },
})

type Form = NonNullable<Content['form']>

/** @throws Refusal where the resource has no form, or it is not this actor's work */
function formFor(resource: Resource, actor: Actor): Form {
  if (resource.state !== 'published')
    throw new Refusal('not-now', 'collection.not-published', { id: resource.id })
  const { form } = resource.content
  if (form === undefined || !actor.posts.some((p) => form.roles.includes(p.role)))
    throw new Refusal('forbidden', 'collection.not-your-form', { id: resource.id })
  return form
}

async function askedValues(
  tx: Tx,
  form: Form,
  input: { values: Readonly<Record<string, unknown>>; files: readonly string[] },
  actor: Actor,
): Promise<Record<string, unknown>> {
  const asked = new Set(form.items)
  const foreign = Object.keys(input.values).find((name) => !asked.has(name))
  if (foreign !== undefined) throw new Refusal('invalid', 'collection.not-asked', { item: foreign })
  if (input.files.length === 0) return { ...input.values }
  if (form.photoItem === null) throw new Refusal('invalid', 'collection.no-photos', {})
  const own = await tx
    .selectFrom('files')
    .select('hash')
    .where('hash', 'in', input.files)
    .where('uploaded_by', '=', actor.id)
    .execute()
  if (new Set(own.map((f) => f.hash)).size !== new Set(input.files).size)
    throw new Refusal('invalid', 'files.not-found', {})
  return { ...input.values, [form.photoItem]: input.files.join(' ') }
}

interface Stored {
  readonly key: string
  readonly since: Date
  readonly place: string | null
  readonly data: Record<string, unknown>
}

async function findRow(tx: Tx, resource: string, key: string): Promise<Stored | undefined> {
  const row = await tables(tx)
    .selectFrom('collected_rows')
    .select(['key', 'since', 'place', 'data'])
    .where('resource', '=', resource)
    .where('key', '=', key)
    .executeTakeFirst()
  return row
}

/** Both versions go back to whoever sent the later one, as far as the form asks. */
function refuseOverwriting(current: Stored | undefined, base: string | null, json: string, form: Form): void {
  if (current === undefined || (base !== null && Date.parse(base) === current.since.getTime())) return
  if (isSame(current.data, JSON.parse(json))) return
  const shown = Object.fromEntries(
    form.items.filter((n) => n in current.data).map((n) => [n, current.data[n]]),
  )
  throw new Refusal('conflict', 'collection.row-changed', {
    current: { key: current.key, since: current.since.toISOString(), data: shown },
  })
}

function isSame(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((n) => JSON.stringify(a[n]) === JSON.stringify(b[n]))
}

/** @throws Refusal `conflict` when the entry was taken already; the key of the request answers a repeated one */
async function noteDelivery(
  tx: Tx,
  o: Origin,
  actor: Actor,
  n: Measures & { added: number; changed: number },
): Promise<void> {
  const { rows } = await sql`
    insert into deliveries (resource, id, at, channel, source, version, mode, done, parts, sent, added, changed, same,
      quarantined, removed, warned, unknown, actor_id, cells, filled, inconsistent)
    values (${o.resource}::uuid, ${o.delivery}::uuid, ${o.now}::timestamptz, 'form', ${actor.name}, ${o.version}, 'merge', true,
      '{1}', 1, ${n.added}, ${n.changed}, ${1 - n.added - n.changed}, 0, 0, 0, '{}', ${actor.id}, ${n.cells}, ${n.filled}, ${n.inconsistent})
    on conflict (resource, id) do nothing returning id`.execute(tx)
  if (rows.length === 0) throw new Refusal('conflict', 'collection.entry-taken', { entry: o.delivery })
}
