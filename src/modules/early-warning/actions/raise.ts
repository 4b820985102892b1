import { z } from 'zod'
import { blankCase, type Case, newHandler, nextNumber, withClock } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { getResource } from '#modules/catalogue'
import { readPeriod } from '#modules/collection'
import { nameDevices } from '#modules/devices'
import { findPlace } from '#modules/territory'
import { warningCase } from '../case.ts'
import { type Gathered, saidOf, type Warning } from '../rules.ts'
import { findWatch, type Raiser, type WaitingSignal } from '../store.ts'
import { limitOf, readLimits } from './limits.ts'

/** What raises a warning. */
export interface Raising {
  readonly watch: Raiser
  readonly object: string
  readonly place: string
  readonly gathered: Gathered
}

/** Where the newest signal was; without a place it is where the pattern looks, or the provider of the data is. */
export async function placeOf(tx: Tx, watch: Raiser, signals: readonly WaitingSignal[]): Promise<string> {
  const place = signals.findLast((s) => s.place !== null)?.place
  if (place !== undefined && place !== null) return place
  const [first] = watch.places ?? []
  if (first !== undefined) return first
  const org = await tx
    .selectFrom('organizations')
    .select('places')
    .where('code', '=', await providerOf(tx, watch))
    .executeTakeFirstOrThrow()
  return org.places[0] ?? '50'
}

async function providerOf(tx: Tx, { id, resource }: Raiser): Promise<string> {
  if (resource === null) throw new Error(`pattern ${id} names no organization`)
  return (await getResource(tx, resource)).provider
}

/** The warning that signals raise, with the clocks of its level; whoever tries something out is not reminded of it. */
export async function newWarning(
  tx: Tx,
  { watch, object, place, gathered: g }: Raising,
  clock: Clock,
  now: Date,
): Promise<Warning> {
  const { content } = watch
  const at = now.toISOString()
  const org = content.org ?? (await providerOf(tx, watch))
  const device = (await nameDevices(tx, [object])).get(object)
  const objectName = device?.name ?? nameOf(object, watch)
  const base: Warning = blankCase(warningCase, now, {
    number: await nextNumber(tx, warningCase, now),
    place,
    point: device?.point ?? (await pointOf(tx, watch, object, g)),
    title: `${content.name}：${objectName}`,
    ...(content.english === undefined ? {} : { titleInEnglish: `${content.english.name}: ${objectName}` }),
    channel: 'early-warning',
    category: null,
    urgency: null,
    applicant: null,
    lead: newHandler(org, now),
    details: detailsOf({ watch, object, place, gathered: g }, objectName, at),
  })
  const limits = await readLimits(tx)
  const ctx = {
    now,
    calendar: clock.calendar(org),
    limit: (name: string, c: Case) => limitOf(limits, name, c as Warning),
  }
  const names = content.exercise && content.trial === true ? [] : warningCase.clocks
  const clocks = names.reduce(
    (all: Case['clocks'], name) => withClock(all, name, limitOf(limits, name, base), ctx),
    [],
  )
  return { ...base, clocks }
}

/** A pattern's object may be a place, or all the places where it looks. */
function nameOf(object: string, { id, places }: Raiser): string {
  const named = (path: string) => findPlace(path.split('/').at(-1) ?? '')?.name ?? path
  if (object !== `area ${id}` || places === null) return places === null ? object : named(object)
  const names = places.slice(0, 2).map(named).join('、')
  return places.length > 2 ? `${names}等 ${places.length} 处` : names
}

const Point = z.object({ lon: z.number(), lat: z.number() })

/** Where the object's newest row was, of a resource whose rows have a point that is no personal information. */
async function pointOf(tx: Tx, raiser: Raiser, object: string, { from, until }: Gathered) {
  const watch = await findWatch(tx, raiser.id)
  if (watch === undefined) return null
  const { content } = await getResource(tx, watch.resource)
  const item = content.items.find((i) => i.type === 'point' && i.personal === null)
  if (item === undefined) return null
  // A period ends before its last moment.
  const period = { from, until: new Date(until.getTime() + 1) }
  const only = { item: watch.content.object, equals: object }
  const [row] = await readPeriod(tx, watch.resource, period, [item.name], 1, only)
  const text = row?.items[0] ?? null
  return text === null ? null : (Point.safeParse(JSON.parse(text)).data ?? null)
}

function detailsOf(
  { watch, object, gathered: g }: Raising,
  objectName: string,
  at: string,
): Warning['details'] {
  const { content } = watch
  return {
    watch: watch.id,
    watchName: content.name,
    ...(content.english === undefined ? {} : { english: content.english }),
    kind: content.kind,
    domain: content.domain,
    resource: watch.resource,
    object,
    objectName,
    unit: content.unit,
    level: g.level,
    levels: [{ level: g.level, at, why: 'signals' }],
    since: g.from.toISOString(),
    lastAt: g.until.toISOString(),
    peak: g.peak,
    ...saidOf(g),
    signals: g.count,
    calmSince: null,
    plan: content.plan,
    exercise: content.exercise,
    report: null,
    verdict: null,
  }
}
