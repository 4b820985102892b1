import { z } from 'zod'
import { defineAction } from '#kernel/action'
import { QueueNotice, queueNotice } from '#kernel/notify'
import { access } from '../access.ts'
import { grantSubject, lockGrant } from '../store.ts'

/** More readers would not act sooner, and each is a row to write. */
export const mostTold = 40

/** What happened to a grant, in the app, to the data managers of both sides; a notice of a known id is written once. */
export const tellParties = defineAction({
  name: 'grant.tell',
  input: z.object({ id: z.uuid(), notices: z.array(QueueNotice).min(1).max(mostTold) }),
  allow: access.look,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const grant = await lockGrant(tx, input)
    const events = []
    for (const notice of input.notices) events.push(...(await queueNotice(tx, notice, now)))
    return {
      output: events.length,
      subject: grantSubject(grant),
      change: { template: input.notices[0]?.template, told: events.length },
      events,
    }
  },
})
