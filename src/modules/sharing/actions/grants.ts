import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { getResource } from '#modules/catalogue'
import { access } from '../access.ts'
import { ChangeGrant, type Grant, type GrantState } from '../contract.ts'
import { faultsOfTerms, isOver } from '../rules.ts'
import { grantSubject, isAutomated, lockGrant, lockGrantsInForce, saveGrant } from '../store.ts'
import { refuseSwitching } from '../switching.ts'

/** Nothing is given until it is resumed; takes hold with the next call. */
export const suspendGrant = changing('suspend', access.suspend, ['active'], 'suspended')
export const resumeGrant = changing('resume', access.suspend, ['suspended'], 'active', refuseMisfit)
/** Over for good; asking again is a new request. */
export const endGrant = changing('end', access.end, ['drafted', 'active', 'suspended'], 'ended')

type Check = (tx: Tx, grant: Grant, now: Date) => Promise<Grant>

function changing(
  name: 'suspend' | 'resume' | 'end',
  allow: (typeof access)[keyof typeof access],
  from: readonly GrantState[],
  to: GrantState,
  check?: Check,
) {
  return defineAction({
    name: `grant.${name}`,
    input: ChangeGrant,
    allow,
    async run(tx, { input, now, authorise }) {
      const locked = await lockGrant(tx, input)
      authorise(grantSubject(locked))
      if (!from.includes(locked.state))
        throw new Refusal('not-now', 'sharing.denied.state', { state: locked.state })
      const before = (await check?.(tx, locked, now)) ?? locked
      return changed(tx, before, to, input.reason, now)
    },
  })
}

async function changed(tx: Tx, before: Grant, to: GrantState, reason: string, now: Date) {
  const after: Grant = { ...before, state: to, revision: before.revision + 1, reason }
  await saveGrant(tx, after, now)
  const became = to === 'active' ? 'resumed' : to
  return {
    output: { id: after.id, revision: after.revision, state: after.state },
    subject: grantSubject(after),
    change: { before: before.state, after: to, reason },
    events: [
      {
        name: `grant.${became}`,
        payload: { resource: after.resource, consumer: after.consumer, reason },
      },
    ],
  }
}

/** A grant whose resource changed under it, or whose time is over, is not resumed; a fitting one takes the new version. */
async function refuseMisfit(tx: Tx, grant: Grant, now: Date): Promise<Grant> {
  if (isOver(grant, now)) throw new Refusal('not-now', 'sharing.denied.not-over', { id: grant.id })
  const resource = await getResource(tx, grant.resource)
  if (resource.state !== 'published')
    throw new Refusal('not-now', 'sharing.denied.published', { id: resource.id })
  const faults = faultsOfTerms(grant.terms, resource.content)
  if (faults.length > 0) throw new Refusal('not-now', 'sharing.misfit', { faults })
  const automated = await isAutomated(tx, grant)
  await refuseSwitching(tx, { ...grant, resource, automated, now })
  return { ...grant, version: resource.version }
}

/** Ends a grant whose last day is over. It gave nothing since then anyway: the policy knows the day. */
export const expireGrant = defineAction({
  name: 'grant.expire',
  input: z.object({ id: z.uuid() }),
  allow: access.look,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const before = await lockGrant(tx, input)
    if (before.state === 'ended' || !isOver(before, now))
      throw new Refusal('not-now', 'sharing.denied.state', { state: before.state })
    return changed(tx, before, 'ended', expired, now)
  },
})

/** Kept as the reason; screens say it in the reader's language. */
export const expired = 'expired'

/** Suspends all that is given of a resource that was retired, or that changed so that readers may fail. */
export const stopGrants = defineAction({
  name: 'grant.stop-all',
  input: z.object({ resource: z.uuid(), reason: z.enum(['resource-retired', 'resource-breaking']) }),
  allow: access.look,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const resource = await getResource(tx, input.resource)
    const grants = await lockGrantsInForce(tx, input.resource)
    const events = []
    for (const grant of grants) {
      if (input.reason === 'resource-breaking' && grant.version >= resource.version) continue
      const done = await changed(tx, grant, 'suspended', input.reason, now)
      events.push(...done.events.map((e) => ({ ...e, subject: done.subject })))
    }
    return {
      output: events.length,
      subject: { type: 'resource', id: resource.id, lead: resource.provider },
      change: { suspended: events.length, reason: input.reason },
      events,
    }
  },
})
