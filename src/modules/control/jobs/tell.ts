import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { listPosts } from '#kernel/cases'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Reaction } from '#kernel/jobs'
import { queueAction } from '#kernel/notify'
import { Level } from '../contract.ts'
import { findSubject, readMeasures } from '../store.ts'

const namespace = '0b6f4d7c-0c0f-4b55-a5a5-1f0b2b7f9e12'
/** More readers would not act sooner. */
const mostTold = 20

const whats = ['proposed', 'changed', 'objected', 'answered'] as const
type What = (typeof whats)[number]

const Tell = z.object({
  event: z.string(),
  subject: z.uuid(),
  what: z.enum(whats),
  to: Level.nullable(),
})

/** Tells the owner's handlers what waits for their word, and the enterprise of an answer and where a measure says so. */
export const tellJob = defineJob({
  name: 'control.tell',
  input: Tell,
  async run(kernel, { event, subject: id, what, to }) {
    const s = await findSubject(kernel.app.db, id)
    if (s === undefined || to === null) return
    const actor = systemActor('control.tell')
    const notice = {
      channel: 'in-app' as const,
      template: `control.notice.${what}`,
      data: { name: s.name, level: to },
      subject: { type: 'control-subject', id },
    }
    if (what === 'proposed' || what === 'objected') {
      const posts = await listPosts(kernel.app.db, { role: 'handler', orgs: [s.owner] }, s.place)
      for (const account of [...new Set(posts.map((p) => p.account))].sort().slice(0, mostTold))
        await kernel.execute(queueAction, {
          actor,
          input: { ...notice, account, id: uuidv5(`${event}:${account}`, namespace) },
        })
      return
    }
    const { rows } = await readMeasures(kernel.app.db)
    if (
      what === 'changed' &&
      !rows.some((m) => m.measure === 'notice' && m.kind === s.kind && m.level === to)
    )
      return
    for (const person of s.people)
      await kernel.execute(queueAction, {
        actor,
        input: { ...notice, person, id: uuidv5(`${event}:${person}`, namespace) },
      })
  },
})

const To = z.object({ to: Level.nullable() })

const eventOf: Readonly<Record<What, string>> = {
  proposed: 'control.level-proposed',
  changed: 'control.level-changed',
  objected: 'control.level-objected',
  answered: 'control.objection-answered',
}

export const tellReactions: readonly Reaction[] = whats.map((what) => ({
  on: eventOf[what],
  job: tellJob.name,
  input: ({ id, subject, payload }) => ({ event: id, subject: subject.id, what, to: To.parse(payload).to }),
}))
