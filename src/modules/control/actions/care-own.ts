import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { MasterKey } from '#kernel/vault'
import { careAccess as access } from '../access.ts'
import { ObjectCare, WithdrawCare } from '../contract.ts'
import { careStateOn } from '../rules.ts'
import { type Care, careSubject, lockCare, sealText } from '../store.ts'
import { takeCareStep } from './care-step.ts'

/** What the person, or the guardian, may do: object, and take a consent back. */
export function ownCareActions(key: () => MasterKey) {
  return {
    object: defineAction({
      name: 'care.object',
      input: ObjectCare,
      allow: access.own,
      async run(tx, { input, actor, now, authorise }) {
        const care = await ownCare(tx, input, actor)
        authorise(careSubject(care))
        refuseOver(care, now)
        if (care.objection !== null) throw new Refusal('not-now', 'care.objection-waits', {})
        const objection = await sealText(tx, key(), care.person, input.reason)
        const step = { what: 'objected' as const, by: named(care, actor), text: input.reason, now }
        return takeCareStep(tx, key(), { ...care, objection }, step)
      },
    }),
    withdraw: defineAction({
      name: 'care.withdraw',
      input: WithdrawCare,
      allow: access.own,
      async run(tx, { input, actor, now, authorise }) {
        const care = await ownCare(tx, input, actor)
        authorise(careSubject(care))
        refuseOver(care, now)
        if (care.ground.kind !== 'consent')
          throw new Refusal('not-now', 'care.by-duty', { law: care.ground.law })
        const after: Care = { ...care, state: 'withdrawn', nextVisit: null, objection: null }
        return takeCareStep(tx, key(), after, { what: 'withdrawn', by: named(care, actor), text: '', now })
      },
    }),
  }
}

/** To anybody else a level that exists and one that does not look the same. */
async function ownCare(tx: Tx, ref: { id: string; revision: number }, actor: Actor): Promise<Care> {
  const care = await lockCare(tx, ref).catch((error: unknown) => {
    // A newer revision would say that there is one.
    if (error instanceof Refusal && error.code === 'conflict' && actor.person === null)
      throw new Refusal('not-found', 'care.not-found', { id: ref.id })
    throw error
  })
  if (actor.person !== care.person && actor.person !== care.guardian)
    throw new Refusal('not-found', 'care.not-found', { id: ref.id })
  return care
}

function refuseOver(care: Care, now: Date): void {
  const state = careStateOn(care.state, care.until, dayOf(now))
  if (state !== 'proposed' && state !== 'confirmed')
    throw new Refusal('not-now', 'care.not-in-state', { state })
}

/** The history says who in relation to the person, so that no name of a guardian stands in it. */
function named(care: Care, actor: Actor): { id: string; name: string } {
  return { id: actor.id, name: actor.person === care.person ? '本人' : '监护人' }
}
