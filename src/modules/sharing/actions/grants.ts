import { defineAction, Refusal } from '#kernel/action'
import { access } from '../access.ts'
import { ChangeGrant, type Grant, type GrantState } from '../contract.ts'
import { grantSubject, lockGrant, saveGrant } from '../store.ts'

/** Nothing is given until it is resumed; takes hold with the next call. */
export const suspendGrant = changing('suspend', access.suspend, ['active'], 'suspended')
export const resumeGrant = changing('resume', access.suspend, ['suspended'], 'active')
/** Over for good; asking again is a new request. */
export const endGrant = changing('end', access.end, ['drafted', 'active', 'suspended'], 'ended')

function changing(
  name: 'suspend' | 'resume' | 'end',
  allow: (typeof access)[keyof typeof access],
  from: readonly GrantState[],
  to: GrantState,
) {
  return defineAction({
    name: `grant.${name}`,
    input: ChangeGrant,
    allow,
    async run(tx, { input, now, authorise }) {
      const before = await lockGrant(tx, input)
      authorise(grantSubject(before))
      if (!from.includes(before.state))
        throw new Refusal('not-now', 'sharing.denied.state', { state: before.state })
      const after: Grant = { ...before, state: to, revision: before.revision + 1, reason: input.reason }
      await saveGrant(tx, after, now)
      return {
        output: { id: after.id, revision: after.revision, state: after.state },
        subject: grantSubject(after),
        change: { before: before.state, after: to, reason: input.reason },
        events: [
          {
            name: `grant.${to}`,
            payload: { resource: after.resource, consumer: after.consumer, reason: input.reason },
          },
        ],
      }
    },
  })
}
