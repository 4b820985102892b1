import { sql } from 'kysely'
import { defineAction, type Outcome } from '#kernel/action'
import { type Case, changedCase, findCase, newCase, subjectOf } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { warningCase } from '../case.ts'
import { type SettledAs, SettleSignals } from '../contract.ts'
import { type Gathered, higherLevel, inhibits, joinSignals, type Warning } from '../rules.ts'
import {
  findRaiser,
  findSilence,
  listAround,
  type Raiser,
  readWaiting,
  settle,
  type WaitingSignal,
} from '../store.ts'
import { tables } from '../tables.ts'
import { newWarning, placeOf } from './raise.ts'

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
      const watch = await findRaiser(tx, input.watch)
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
      const finish = (as: SettledAs, warning: string | null) =>
        settle(tx, watch.id, input.object, waiting, as, warning)
      if (open !== undefined) {
        await finish('joined', open.warning)
        return join(tx, open.warning, gathered, watch, { actor, now, trace })
      }
      // The end of an anomaly that raised nothing has nothing to join.
      if (gathered === undefined) {
        await finish('below', null)
        return nothing(input)
      }
      const { kind, exercise } = content
      const subject = { kind, object: input.object, place, level: gathered.level, exercise }
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
      const c = await newWarning(tx, { watch, object: input.object, place, gathered }, clock, now)
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
  const speaking = signals.findLast((s) => s.level !== null && s.said !== null)
  const furthest = direction === 'above' ? Math.max : Math.min
  return {
    level,
    count: signals.length,
    from: new Date(Math.min(...times)),
    until: new Date(Math.max(...times)),
    peak: values.length === 0 ? null : furthest(...values),
    said: speaking?.said ?? null,
    saidInEnglish: speaking?.saidInEnglish ?? null,
    isOver: signals.at(-1)?.phase === 'end',
  }
}

/** Signals join an open warning: it may rise, and its calm is over. The end of an anomaly changes nothing by itself. */
async function join(
  tx: Tx,
  warning: string,
  gathered: Gathered | undefined,
  watch: Raiser,
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
