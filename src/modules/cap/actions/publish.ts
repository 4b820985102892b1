import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { type ActionContext, defineAction, type Outcome, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { findPlace } from '#modules/territory'
import { access } from '../access.ts'
import { CancelAlert, type CapAlert, Fault, PublishAlert, type Published, UpdateAlert } from '../contract.ts'
import {
  composeAlert,
  composeCancel,
  composeUpdate,
  divisionsOf,
  faultsBeyond,
  obstaclesTo,
  ruleFault,
  type Stamp,
  writeAlert,
} from '../rules.ts'
import { getAlert, lockSender, placesOf, type StoredAlert, saveAlert, stateOfRow } from '../store.ts'
import { alertPayload, alertSubject, eventSubject } from './receive.ts'

export type IsExercise = (tx: Tx, incidents: readonly string[]) => Promise<boolean>

export interface Publishing {
  /** Names the city in the sender's address. */
  readonly host: string
  readonly isExercise: IsExercise
}

export function publishActions({ host, isExercise }: Publishing) {
  return {
    publish: defineAction({
      name: 'cap.publish',
      input: PublishAlert,
      allow: access.publish,
      async run(tx, context) {
        const stamp = await stampFor(tx, context, host)
        return send(tx, context, isExercise, composeAlert(context.input.alert, stamp))
      },
    }),
    update: defineAction({
      name: 'cap.update',
      input: UpdateAlert,
      allow: access.publish,
      async run(tx, context) {
        const target = await openTarget(tx, context)
        const stamp = await stampFor(tx, context, host)
        return send(tx, context, isExercise, composeUpdate(target.document, context.input.alert, stamp))
      },
    }),
    cancel: defineAction({
      name: 'cap.cancel',
      input: CancelAlert,
      allow: access.publish,
      async run(tx, context) {
        const target = await openTarget(tx, context)
        const stamp = await stampFor(tx, context, host)
        return send(tx, context, isExercise, composeCancel(target.document, context.input.reason, stamp))
      },
    }),
  }
}

async function stampFor(tx: Tx, { actor, now }: ActionContext<unknown>, host: string): Promise<Stamp> {
  const post = actor.posts.find((p) => p.role === 'warning-officer')
  const office = await tx
    .selectFrom('organizations')
    .select('zh')
    .where('code', '=', post?.org ?? '')
    .executeTakeFirst()
  return {
    identifier: `zhizhi-${uuidv7()}`,
    sender: `warning@${host}`,
    senderName: office?.zh ?? actor.name,
    now,
  }
}

/** What is to be followed: ours, seen by whoever may speak for all of its places, and still standing. */
async function openTarget(
  tx: Tx,
  context: ActionContext<z.output<typeof UpdateAlert> | z.output<typeof CancelAlert>>,
): Promise<StoredAlert> {
  const { input, now } = context
  const found = await getAlert(tx, input.id)
  await lockSender(tx, found.sender)
  const target = await getAlert(tx, input.id)
  authorisePlaces(context, target.id, target.places)
  if (target.origin !== 'published') throw new Refusal('not-now', 'cap.not-ours', { available: [] })
  const state = stateOfRow(target, now)
  if (state !== 'in-force' && state !== 'coming')
    throw new Refusal('not-now', 'cap.ended', { state, available: [] })
  return target
}

/** Each place has to lie in the officer's; a message without any reaches nowhere, which nobody may speak for. */
function authorisePlaces(context: ActionContext<unknown>, id: string, places: readonly string[]): void {
  const [first = null, ...others] = places
  for (const place of [first, ...others]) context.authorise(alertSubject(id, place))
}

/** @throws Refusal `invalid` with every obstacle, `forbidden` for places of others */
async function send(
  tx: Tx,
  context: ActionContext<unknown>,
  isExercise: IsExercise,
  alert: CapAlert,
): Promise<Outcome<Published>> {
  const { now, actor } = context
  const unknown = divisionsOf(alert).filter((code) => findPlace(code) === undefined)
  const faults = [
    ...obstaclesTo(alert, now.getTime()),
    ...unknown.map((name) => ruleFault('own-place-unknown', 'alert', { name })),
    ...((await isActualExercise(tx, alert, isExercise)) ? [ruleFault('own-exercise')] : []),
  ]
  const places = placesOf(alert)
  const own = actor.posts.find((p) => p.role === 'warning-officer')?.places.slice(0, 1) ?? []
  // Whoever may publish nowhere is refused before being told how to write; a message without a place has that as a fault.
  authorisePlaces(context, alert.identifier, places.length > 0 ? places : own)
  if (faults.length > 0) throw new Refusal('invalid', 'cap.refused', { n: faults.length, faults })
  await lockSender(tx, alert.sender)
  const advice = faultsBeyond(alert)
  const row = await saveAlert(tx, {
    origin: 'published',
    alert,
    xml: Buffer.from(writeAlert(alert)),
    version: '1.2',
    isSigned: false,
    faults: advice,
    source: null,
    by: actor.name,
    org: actor.posts.find((p) => p.role === 'warning-officer')?.org ?? null,
    simulated: false,
    now,
  })
  return {
    output: { id: row.id, identifier: row.identifier, advice: Fault.array().parse(advice) },
    subject: alertSubject(row.id, row.places[0] ?? null),
    change: {
      identifier: row.identifier,
      status: row.status,
      msgType: row.msg_type,
      scope: row.scope,
      places: row.places,
      hash: row.hash,
    },
    events: [{ name: 'cap.published', payload: alertPayload(row), subject: eventSubject(row) }],
  }
}

/** A warning of an exercise or of simulated readings told as a real one would be a false alarm to the city. */
async function isActualExercise(tx: Tx, { status, incidents }: CapAlert, isExercise: IsExercise) {
  return status === 'Actual' && incidents.length > 0 && (await isExercise(tx, incidents))
}
