import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { findCase, listPosts } from '#kernel/cases'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import { listStanding } from '#modules/cap'
import { noteAlert, remindOfAlerts } from '../actions.ts'
import { warningCase } from '../case.ts'
import { findByNumber } from '../store.ts'

const actor = systemActor('early-warning')
const namespace = '5d0d1c2e-4f0a-4c2b-9a37-6c1b1a7e9f20'

const noteJob = defineJob({
  name: 'warning.note-alert',
  input: z
    .object({
      id: z.uuid(),
      incidents: z.array(z.string()).catch([]),
      headline: z.string(),
      msgType: z.string(),
      status: z.string(),
    })
    .loose(),
  async run(kernel, { id: alert, incidents, headline, msgType, status }) {
    for (const number of incidents) {
      const warning = await findByNumber(kernel.app.db, number)
      if (warning === undefined) continue
      const input = { warning, alert, headline, msgType, status }
      await kernel.execute(noteAlert, { actor, input, key: `note-alert:${warning}:${alert}` })
    }
  },
})

const remindJob = defineJob({
  name: 'warning.remind-of-alerts',
  input: z.object({ warning: z.uuid() }).loose(),
  async run(kernel, { warning }) {
    const { db } = kernel.app
    const c = await findCase(db, warningCase.type, warning)
    if (c === undefined) return
    const standing = await listStanding(db, c.number, kernel.clock.now())
    const posts = await listPosts(db, { role: 'warning-officer', orgs: null }, c.place)
    const notices = standing.flatMap((a) =>
      [...new Set(posts.map((p) => p.account))].map((account) => ({
        id: uuidv5(`${warning}:${a.id}:${account}`, namespace),
        account,
        channel: 'in-app' as const,
        template: 'warning.officer.alert-stands',
        data: { number: c.number, headline: a.headline },
        subject: { type: 'cap-alert', id: a.id },
      })),
    )
    if (notices.length === 0) return
    const input = { warning, notices: notices.slice(0, 200) }
    await kernel.execute(remindOfAlerts, { actor, input, key: `remind-of-alerts:${warning}` })
  },
})

export const alertJobs = [noteJob, remindJob] as Job[]

export const alertReactions: readonly Reaction[] = [
  { on: 'cap.published', job: 'warning.note-alert', input: (e) => e.payload },
  { on: 'warning.closed', job: 'warning.remind-of-alerts', input: (e) => ({ warning: e.subject.id }) },
]
