import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { QueueNotice, queueNotice } from '#kernel/notify'
import { getResource } from '#modules/catalogue'
import { access } from '../access.ts'
import { basisFor } from '../consenting.ts'
import { AnswerConsent, AskConsent, type ConsentState } from '../contract.ts'
import { covers, ownerFor, reachOf } from '../rules.ts'
import {
  answerConsent,
  changeWatch,
  getConsent,
  lastConsent,
  listOn,
  lockWatch,
  putConsent,
  type StoredConsent,
  type StoredWatch,
} from '../store.ts'
import { refuseWrongContent, watchSubject } from './watches.ts'

/** Asks the provider to let its data be watched: with the purpose, and for what the watch reads as it is now. */
export const askConsent = defineAction({
  name: 'early-warning.ask-consent',
  input: AskConsent,
  allow: access.askConsent,
  async run(tx, { input, actor, now, authorise }) {
    const watch = await lockWatch(tx, input.id)
    const resource = await getResource(tx, watch.resource)
    const subject = await watchSubject(tx, resource)
    authorise(subject)
    if (watch.version !== input.version)
      throw new Refusal('conflict', 'early-warning.watch-changed', { version: watch.version })
    refuseWrongContent(watch.content, resource)
    const owner = ownerFor(actor, subject, watch.owner)
    if (owner === null) throw new Refusal('invalid', 'early-warning.nobodys-watch', { id: watch.id })
    if ((await basisFor(tx, { ...watch, owner }, resource)) !== null)
      throw new Refusal('not-now', 'early-warning.may-already')
    if (resource.content.share.type === 'none')
      throw new Refusal('not-now', 'early-warning.not-shared', { reason: resource.content.share.condition })
    const reach = reachOf(watch.content)
    const last = await lastConsent(tx, watch.id)
    const { provider } = resource
    if (
      last?.state === 'asked' &&
      last.owner === owner &&
      last.provider === provider &&
      covers(last.reach, reach)
    )
      throw new Refusal('not-now', 'early-warning.asked-already')
    const id = uuidv7()
    const about = { watch: watch.id, resource: resource.id, provider, owner, reach }
    const { purpose } = input
    await changeWatch(tx, watch, watch.version, { id: actor.id, now }, { owner })
    await putConsent(tx, { id, ...about, purpose, asked_at: now, asked_by: actor.id })
    return told({ id, state: 'asked' }, about, { purpose, reach })
  },
})

/** A data manager of the provider lets it be watched. */
export const giveConsent = answering('give', ['asked'], 'given')
export const refuseConsent = answering('refuse', ['asked'], 'refused')
/** The watch goes off in the same transaction. */
export const withdrawConsent = answering('withdraw', ['given'], 'withdrawn')

function answering(name: 'give' | 'refuse' | 'withdraw', from: readonly ConsentState[], to: ConsentState) {
  return defineAction({
    name: `early-warning.${name}-consent`,
    input: AnswerConsent,
    allow: access.answerConsent,
    async run(tx, { input, actor, now, authorise }) {
      const watch = await lockWatch(tx, (await getConsent(tx, input.id)).watch)
      const consent = await getConsent(tx, input.id)
      authorise({ lead: consent.provider })
      if (!from.includes(consent.state))
        throw new Refusal('not-now', 'early-warning.consent-is', { state: consent.state })
      const answer = { state: to, reason: input.reason, by: actor.id, at: now }
      await answerConsent(tx, consent.id, answer)
      const stopped = await stopUnlessPermitted(tx, watch, { id: actor.id, now })
      const change = { state: [consent.state, to], reason: input.reason, stopped }
      return told({ id: consent.id, state: to }, consent, change)
    },
  })
}

type About = Pick<StoredConsent, 'watch' | 'resource' | 'provider' | 'owner'>

function told(output: { id: string; state: ConsentState }, about: About, change: Record<string, unknown>) {
  const subject = { type: 'watch', id: about.watch, lead: about.provider }
  const { state } = output
  const payload = { consent: output.id, resource: about.resource, owner: about.owner, state }
  return { output, subject, change, events: [{ name: `watch-consent.${state}`, payload, subject }] }
}

/** @returns whether it was on and is off now */
async function stopUnlessPermitted(
  tx: Tx,
  watch: StoredWatch,
  by: { id: string; now: Date },
): Promise<boolean> {
  if (watch.state !== 'on') return false
  if ((await basisFor(tx, watch, await getResource(tx, watch.resource))) !== null) return false
  await changeWatch(tx, watch, watch.version, by, { state: 'off' })
  return true
}

/** The resource is shared otherwise, or is another organization's now: watches go off that may not read it any more. */
export const stopUnconsented = defineAction({
  name: 'early-warning.stop-unconsented',
  input: z.object({ resource: z.uuid() }),
  allow: access.settle,
  async run(tx, { input, actor, now, authorise }) {
    authorise({})
    const stopped: StoredWatch[] = []
    for (const id of await listOn(tx, input.resource)) {
      const watch = await lockWatch(tx, id)
      if (await stopUnlessPermitted(tx, watch, { id: actor.id, now })) stopped.push(watch)
    }
    return {
      output: stopped.length,
      subject: { type: 'resource', id: input.resource },
      change: { stopped: stopped.map((w) => w.id) },
      events: stopped.map((w) => ({
        name: 'watch.stopped',
        payload: { resource: w.resource, owner: w.owner },
        subject: { type: 'watch', id: w.id },
      })),
    }
  },
})

/** What became of a consent, in the app, to those whom it concerns; a notice of a known id is written once. */
export const tellConsent = defineAction({
  name: 'early-warning.tell-consent',
  input: z.object({ watch: z.uuid(), notices: z.array(QueueNotice).min(1).max(200) }),
  allow: access.settle,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const events = []
    for (const notice of input.notices) events.push(...(await queueNotice(tx, notice, now)))
    return {
      output: events.length,
      subject: { type: 'watch', id: input.watch },
      change: { template: input.notices[0]?.template, told: events.length },
      events,
    }
  },
})
