import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { listPosts } from '#kernel/cases'
import { dayOf } from '#kernel/clock/rules'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Reaction } from '#kernel/jobs'
import { queueAction } from '#kernel/notify'
import { careActions } from '../actions/care.ts'
import { getCare, listRunOut } from '../store.ts'

const namespace = '5e0c7c39-7e52-4e0d-a8ad-2a6f1d0f4b77'
const pageSize = 500
const mostTold = 20

/** Each night: what has run out is over, and says so to the person. */
export const careJob = defineJob({
  name: 'care.expire-all',
  input: z.object({}).loose(),
  cron: '11 0 * * *',
  async run(kernel) {
    const { expire } = careActions(() => kernel.key)
    const actor = systemActor('care.expire-all')
    for (const id of await listRunOut(kernel.app.db, dayOf(kernel.clock.now()), pageSize))
      await kernel.execute(expire, { actor, input: { id } }).catch((error: unknown) => {
        // Renewed at this very moment.
        if (!(error instanceof Refusal)) throw error
      })
  },
})

const toPerson = [
  'proposed',
  'confirmed',
  'renewed',
  'refused',
  'upheld',
  'answered',
  'ended',
  'expired',
] as const
const toOfficers = ['proposed', 'objected', 'withdrawn'] as const
type Step = (typeof toPerson)[number] | (typeof toOfficers)[number]

const Told = z.object({ event: z.string(), care: z.uuid(), step: z.string() })

/** The person hears of every step, the place's care officers of what waits for them; no notice says about whom. */
export const tellCareJob = defineJob({
  name: 'care.tell',
  input: Told,
  async run(kernel, { event, care: id, step }) {
    const care = await getCare(kernel.app.db, id)
    const actor = systemActor('care.tell')
    const subject = { type: 'care-level', id }
    if (toPerson.some((s) => s === step))
      for (const person of [care.person, care.guardian].filter((p) => p !== null))
        await kernel.execute(queueAction, {
          actor,
          input: {
            id: uuidv5(`${event}:${person}`, namespace),
            person,
            channel: 'in-app',
            template: `care.notice.${step}`,
            subject,
          },
        })
    if (!toOfficers.some((s) => s === step)) return
    const posts = await listPosts(kernel.app.db, { role: 'care-officer', orgs: null }, care.place)
    for (const account of [...new Set(posts.map((p) => p.account))].sort().slice(0, mostTold))
      await kernel.execute(queueAction, {
        actor,
        input: {
          id: uuidv5(`${event}:${account}`, namespace),
          account,
          channel: 'in-app',
          template: `care.officer.${step}`,
          subject,
        },
      })
  },
})

const told: readonly Step[] = [...new Set<Step>([...toPerson, ...toOfficers])]

export const careReactions: readonly Reaction[] = told.map((step) => ({
  on: `care.${step}`,
  job: tellCareJob.name,
  input: ({ id, subject }) => ({ event: id, care: subject.id, step }),
}))
