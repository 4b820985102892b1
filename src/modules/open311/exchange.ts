import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { openSecret } from '#kernel/vault'
import { type Open311Actions, sealContext } from './actions.ts'
import {
  findRequestId,
  listUpdates,
  PartnerError,
  type PartnerServer,
  sendRequest,
  sendUpdate,
} from './client.ts'
import type { RequestUpdate } from './contract.ts'
import { open311Messages } from './messages.ts'
import {
  findLinked,
  type Link,
  listNewSteps,
  listPartners,
  listWaiting,
  type NewStep,
  placeOf,
} from './queries.ts'
import { isSpoken, masked, updateStatusOf, w3c } from './rules.ts'
import { noteFailed, notePushed, noteRun } from './store.ts'

/** Also the name under which a partner's updates stand in a timeline, so that they are not sent back. */
export const exchangeJob = 'open311.exchange'
const actor = systemActor(exchangeJob)
/** Clocks differ: a little is asked for twice, and what is here already is passed over. */
const overlapMs = 5 * 60_000
const longestPullMs = 90 * 86_400_000

type Partner = Awaited<ReturnType<typeof listPartners>>[number]

interface Talk {
  readonly kernel: Kernel
  readonly actions: Open311Actions
  readonly partner: Partner
  readonly server: PartnerServer
}

/** Reports what waits, tells what is new, and takes in what the partners say; one that fails keeps no other waiting. */
export async function exchangeAll(kernel: Kernel, actions: Open311Actions): Promise<void> {
  for (const partner of await listPartners(kernel.app.db)) {
    const at = kernel.clock.now()
    const { url, jurisdiction, key } = partner
    const opened = key === null ? null : openSecret(kernel.key, key, sealContext(partner.id))
    const talk = { kernel, actions, partner, server: { url, jurisdiction, key: opened } }
    const run = await talkWith(talk, at).catch((error: unknown) => {
      if (!(error instanceof PartnerError)) kernel.log.error('an exchange with a partner failed', error)
      return {
        pulledUntil: null,
        error: error instanceof PartnerError ? error.message : 'failed on our side',
      }
    })
    await noteRun(kernel.app.db, partner.id, { at, ...run })
  }
}

async function talkWith(talk: Talk, now: Date) {
  const { kernel, partner } = talk
  for (const link of await listWaiting(kernel.app.db, partner.id)) await report(talk, link)
  const silent = new Set<string>()
  for (const step of await listNewSteps(kernel.app.db, partner.id, exchangeJob))
    if (!silent.has(step.id) && !(await tell(talk, step, now))) silent.add(step.id)
  await pull(talk, now)
  return { pulledUntil: now, error: null }
}

/** What is needed to act on it: the place and masked words, nobody's name and number. */
async function report({ kernel, actions, partner, server }: Talk, link: Link): Promise<void> {
  const { district, id, token } = link
  try {
    const posted =
      token === null
        ? await sendRequest(server, fieldsOf(link))
        : { token, service_request_id: await findRequestId(server, token) }
    const externalId = posted.service_request_id ?? null
    if (externalId === null && posted.token === token) return
    const input = { district, id, partner: partner.id, externalId, token: posted.token ?? token }
    await kernel.execute(actions.noteSent, { actor, input })
  } catch (error) {
    if (!(error instanceof PartnerError)) throw error
    await noteFailed(kernel.app.db, { district, id, partner: partner.id }, error.message)
  }
}

function fieldsOf({ document: c, body, service_code }: Link): Record<string, string> {
  const address = [c.address === null ? '' : masked(c.address), placeOf(c.place).name].filter((t) => t !== '')
  return {
    service_code,
    description: masked(body).slice(0, 4000).toWellFormed(),
    address_string: address.join('，'),
    account_id: c.number,
    'attribute[fixmystreet_id]': c.number,
    ...(c.point === null ? {} : { lat: String(c.point.lat), long: String(c.point.lon) }),
  }
}

/** @returns whether the partner heard; later steps of the same case wait until it has */
async function tell({ kernel, partner, server }: Talk, step: NewStep, now: Date): Promise<boolean> {
  const { district, id, seq } = step
  const link = { district, id, partner: partner.id }
  try {
    const updateId = await sendUpdate(server, {
      update_id: `${step.number}-${seq}`,
      service_request_id: step.external_id,
      status: updateStatusOf(step, step.solved === true).toUpperCase(),
      updated_datetime: w3c(step.at),
      description: wordsOf(step),
    })
    await notePushed(kernel.app.db, link, { seq, updateId }, now)
    return true
  } catch (error) {
    if (!(error instanceof PartnerError)) throw error
    await noteFailed(kernel.app.db, link, error.message)
    return false
  }
}

function wordsOf(step: NewStep): string {
  if (isSpoken(step.action) && step.text !== null) return masked(step.text)
  const sentence = open311Messages[`open311.step.${step.action}`]?.zh ?? step.action
  return sentence.replace('{agency}', step.agency ?? '')
}

async function pull({ kernel, actions, partner, server }: Talk, now: Date): Promise<void> {
  const since = (partner.pulled_until ?? now).getTime() - overlapMs
  const start = new Date(Math.max(since, now.getTime() - longestPullMs))
  const updates = await listUpdates(server, w3c(start), w3c(now))
  if (updates.length === 0) return
  const ids = [...new Set(updates.map((u) => u.service_request_id))]
  const { links, known } = await findLinked(kernel.app.db, partner.id, ids)
  for (const update of updates) {
    const link = links.get(update.service_request_id)
    if (link === undefined || known.has(update.update_id)) continue
    const input = {
      ...link,
      partner: partner.id,
      updateId: update.update_id,
      text: saidBy(partner.name, update),
    }
    await kernel.execute(actions.take, { actor, input })
  }
}

/** Who said it stands in front: the timeline shows the platform as the actor. */
function saidBy(partner: string, { status, description }: RequestUpdate): string {
  const mark = status === null ? '' : `（状态：${status}）`
  return `${partner}：${description ?? ''}${mark}`.slice(0, 2000).toWellFormed()
}
