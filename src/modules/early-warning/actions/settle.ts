import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { defineAction, type Outcome } from '#kernel/action'
import {
  type Case,
  changedCase,
  findCase,
  newCase,
  newHandler,
  nextNumber,
  subjectOf,
  withClock,
} from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { getResource } from '#modules/catalogue'
import { nameDevices } from '#modules/devices'
import { access } from '../access.ts'
import { warningCase } from '../case.ts'
import { SettleSignals } from '../contract.ts'
import { type Gathered, higherLevel, inhibits, joinSignals, type Warning } from '../rules.ts'
import {
  findSilence,
  findWatch,
  listAround,
  readWaiting,
  type StoredWatch,
  settle,
  type WaitingSignal,
} from '../store.ts'
import { tables } from '../tables.ts'
import { limitOf, readLimits } from './limits.ts'

interface Settled {
  readonly warning: string | null
  readonly as: 'raised' | 'joined' | 'silenced' | 'inhibited' | 'nothing'
}

/**
 * What becomes of the signals of one object: they raise its warning, join the open one, or are held back. Settling of
 * one kind and object takes turns, so that whatever arrives at once makes one warning; the key of `open_warnings` would
 * refuse a second one in any case.
 */
export function createSettle(clock: Clock) {
  return defineAction({
    name: 'warning.settle',
    input: SettleSignals,
    allow: access.settle,
    async run(tx, { input, actor, now, trace, authorise }): Promise<Outcome<Settled>> {
      authorise({})
      const watch = await findWatch(tx, input.watch)
      const about = { watch, object: input.object, tx, now }
      if (watch !== undefined) await takeTurn(tx, watch.content.kind, input.object)
      const waiting = await readWaiting(tx, input.watch, input.object)
      if (watch === undefined || waiting.length === 0) return nothing(input)
      const { content } = watch
      const place = await placeOf(tx, watch, waiting)
      const gathered = gather(waiting, content.direction)
      const open = await tables(tx)
        .selectFrom('open_warnings')
        .selectAll()
        .where('kind', '=', content.kind)
        .where('object', '=', input.object)
        .executeTakeFirst()
      const finish = (as: Exclude<Settled['as'], 'nothing'>, warning: string | null) =>
        settle(tx, watch.id, input.object, waiting, as, warning)
      if (open !== undefined) {
        await finish('joined', open.warning)
        return join(tx, open.warning, gathered, watch, { actor, now, trace })
      }
      // The end of an anomaly that raised nothing has nothing to join.
      if (gathered === undefined) {
        await finish('silenced', null)
        return nothing(input)
      }
      const subject = { kind: content.kind, object: input.object, place, level: gathered.level }
      const silence = await findSilence(tx, subject, now)
      if (silence !== undefined) {
        await finish('silenced', null)
        await countHeld(tx, silence, waiting.length)
        return held(input, 'silenced', { silence, signals: waiting.length })
      }
      const higher = (await listAround(tx, input.object, place)).find((w) => inhibits(w, subject))
      if (higher !== undefined) {
        await finish('inhibited', null)
        return held(input, 'inhibited', { by: higher.warning, signals: waiting.length })
      }
      const c = await newWarning(tx, watch, input.object, place, gathered, clock, about.now)
      await tables(tx)
        .insertInto('open_warnings')
        .values({
          kind: content.kind,
          object: input.object,
          warning: c.id,
          watch: watch.id,
          level: gathered.level,
          place,
          last_at: gathered.until,
          calm_at: new Date(now.getTime() + content.calmMinutes * 60_000),
        })
        .execute()
      await finish('raised', c.id)
      return raised(c, { actor, now, trace })
    },
  })
}

type Doing = Pick<Parameters<ReturnType<typeof createSettle>['run']>[1], 'actor' | 'now' | 'trace'>

function takeTurn(tx: Tx, kind: string, object: string) {
  return sql`select pg_advisory_xact_lock(hashtextextended(${`warning ${kind} ${object}`}, 0))`.execute(tx)
}

function nothing(input: { watch: string; object: string }): Outcome<Settled> {
  return {
    output: { warning: null, as: 'nothing' },
    subject: { type: 'watch', id: input.watch },
    change: { object: input.object },
  }
}

function held(
  input: { watch: string; object: string },
  as: 'silenced' | 'inhibited',
  change: Record<string, unknown>,
): Outcome<Settled> {
  return {
    output: { warning: null, as },
    subject: { type: 'watch', id: input.watch },
    change: { object: input.object, as, ...change },
  }
}

/** In short what the signals say; undefined: only that an anomaly ended. */
function gather(signals: readonly WaitingSignal[], direction: 'above' | 'below'): Gathered | undefined {
  const level = signals
    .flatMap((s) => s.level ?? [])
    .reduce<Gathered['level'] | null>((a, b) => (a === null ? b : higherLevel(a, b)), null)
  if (level === null) return undefined
  const times = signals.map((s) => s.at.getTime())
  const values = signals.flatMap((s) => (s.value === null || s.level === null ? [] : [s.value]))
  const furthest = direction === 'above' ? Math.max : Math.min
  return {
    level,
    count: signals.length,
    from: new Date(Math.min(...times)),
    until: new Date(Math.max(...times)),
    peak: values.length === 0 ? null : furthest(...values),
    isOver: signals.at(-1)?.phase === 'end',
  }
}

/** Signals join an open warning: it may rise, and its calm is over. The end of an anomaly changes nothing by itself. */
async function join(
  tx: Tx,
  warning: string,
  gathered: Gathered | undefined,
  watch: StoredWatch,
  { actor, now, trace }: Doing,
): Promise<Outcome<Settled>> {
  const before = (await findCase(tx, warningCase.type, warning)) as Warning | undefined
  const output: Settled = { warning, as: 'joined' }
  if (before === undefined || gathered === undefined)
    return { output, subject: { type: warningCase.type, id: warning }, change: { signals: 0 } }
  const after = joinSignals(before, gathered, watch.content.direction, now)
  const rose = after.details.level !== before.details.level
  await tables(tx)
    .updateTable('open_warnings')
    .set({
      level: after.details.level,
      last_at: gathered.until,
      calm_at: new Date(now.getTime() + watch.content.calmMinutes * 60_000),
    })
    .where('warning', '=', warning)
    .execute()
  const action = rose ? 'rise' : 'join'
  const step = {
    action,
    actor,
    visible: 'internal' as const,
    input: { signals: gathered.count, level: after.details.level },
    trace,
    org: null,
  }
  const { saved, write } = changedCase(tx, warningCase, before, after, step)
  return {
    output,
    subject: { ...subjectOf(saved as Case), type: warningCase.type, id: saved.id, district: saved.district },
    change: { signals: gathered.count, level: [before.details.level, after.details.level] },
    events: [{ name: rose ? 'warning.risen' : 'warning.joined', payload: payloadOf(saved, action) }],
    write,
  }
}

function raised(c: Warning, { actor, trace }: Doing): Outcome<Settled> {
  const { details: d } = c
  const body = `${d.watchName} ${d.objectName} ${d.object}`
  return {
    output: { warning: c.id, as: 'raised' },
    subject: { ...subjectOf(c as Case), type: warningCase.type, id: c.id, district: c.district },
    change: { number: c.number, watch: d.watch, object: d.object, level: d.level },
    events: [{ name: 'warning.submitted', payload: payloadOf(c, 'submit') }],
    write: newCase(c as Case, body, {
      action: 'raise',
      actor,
      visible: 'internal',
      input: { level: d.level, signals: d.signals },
      trace,
      org: null,
    }),
  }
}

export function payloadOf(c: Warning, action: string) {
  return {
    action,
    number: c.number,
    title: c.title,
    state: c.state,
    version: c.version,
    visible: 'internal',
    applicant: null,
    level: c.details.level,
    kind: c.details.kind,
    object: c.details.object,
    lastAt: c.details.lastAt,
  }
}

async function countHeld(tx: Tx, silence: string, signals: number): Promise<void> {
  await tables(tx)
    .updateTable('silences')
    .set((e) => ({ held: e('held', '+', String(signals)) }))
    .where('id', '=', silence)
    .execute()
}

/** Where the newest signal was; without a place it is where the provider of the data is. */
async function placeOf(tx: Tx, watch: StoredWatch, signals: readonly WaitingSignal[]): Promise<string> {
  const place = signals.findLast((s) => s.place !== null)?.place
  if (place !== undefined && place !== null) return place
  const resource = await getResource(tx, watch.resource)
  const org = await tx
    .selectFrom('organizations')
    .select('places')
    .where('code', '=', resource.provider)
    .executeTakeFirstOrThrow()
  return org.places[0] ?? '50'
}

async function newWarning(
  tx: Tx,
  watch: StoredWatch,
  object: string,
  place: string,
  g: Gathered,
  clock: Clock,
  now: Date,
): Promise<Warning> {
  const { content } = watch
  const at = now.toISOString()
  const org = content.org ?? (await getResource(tx, watch.resource)).provider
  const device = (await nameDevices(tx, [object])).get(object)
  const objectName = device?.name ?? object
  const base: Warning = {
    id: uuidv7(),
    type: warningCase.type,
    number: await nextNumber(tx, warningCase, now),
    district: place.split('/')[1] ?? place,
    place,
    point: device?.point ?? null,
    address: null,
    state: warningCase.initial,
    version: 1,
    title: `${content.name}：${objectName}`,
    channel: 'early-warning',
    category: null,
    urgency: null,
    applicant: null,
    dispute: null,
    followers: [],
    lead: newHandler(org, now),
    co: [],
    clocks: [],
    hold: null,
    extension: null,
    escalation: 0,
    supervised: false,
    reopened: 0,
    rating: null,
    files: [],
    createdAt: at,
    updatedAt: at,
    answeredAt: null,
    closedAt: null,
    details: {
      watch: watch.id,
      watchName: content.name,
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
      signals: g.count,
      calmSince: null,
      plan: content.plan,
      exercise: content.exercise,
      report: null,
      verdict: null,
    },
  }
  const limits = await readLimits(tx)
  const ctx = {
    now,
    calendar: clock.calendar(org),
    limit: (name: string, c: Case) => limitOf(limits, name, c as Warning),
  }
  const clocks = (['acknowledge', 'handle'] as const).reduce(
    (all: Case['clocks'], name) => withClock(all, name, limitOf(limits, name, base), ctx),
    [],
  )
  return { ...base, clocks }
}
