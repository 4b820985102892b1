import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { listPosts } from '#kernel/cases'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import { findResource } from '#modules/catalogue'
import { stopUnconsented, tellConsent } from '../actions.ts'
import { findWatch } from '../store.ts'

const actor = systemActor('early-warning')
const namespace = '0e0a4b53-7c39-4f0e-8f0f-1a6f5f4c9d21'
const mostTold = 200
const steps = ['asked', 'given', 'refused', 'withdrawn'] as const

const tellJob = defineJob({
  name: 'early-warning.tell-consent',
  input: z.object({ event: z.uuid(), watch: z.uuid(), what: z.enum([...steps, 'stopped']) }).loose(),
  async run(kernel, { event, watch: id, what }) {
    const { db } = kernel.app
    const watch = await findWatch(db, id)
    const resource = watch === undefined ? undefined : await findResource(db, watch.resource)
    if (watch === undefined || resource === undefined) return
    const wanted =
      what === 'asked'
        ? { role: 'data-manager' as const, orgs: [resource.provider] }
        : { role: 'warning-officer' as const, orgs: watch.owner === null ? [] : [watch.owner] }
    const accounts = [...new Set((await listPosts(db, wanted, '')).map((p) => p.account))].sort()
    if (accounts.length === 0) return
    const data = { watch: watch.content.name, resource: resource.content.name.slice(0, 200) }
    const notices = accounts.slice(0, mostTold).map((account) => ({
      id: uuidv5(`${event}:${account}`, namespace),
      account,
      channel: 'in-app' as const,
      template: `watch.notice.${what}`,
      data,
      subject: { type: what === 'asked' ? 'watch-consent' : 'watch', id },
    }))
    await kernel.execute(tellConsent, { actor, input: { watch: id, notices }, key: `tell-consent:${event}` })
  },
})

const stopJob = defineJob({
  name: 'early-warning.stop-unconsented',
  input: z.object({ resource: z.uuid() }).loose(),
  async run(kernel, { resource }) {
    await kernel.execute(stopUnconsented, { actor, input: { resource } })
  },
})

export const consentJobs = [tellJob, stopJob] as Job[]

export const consentReactions: readonly Reaction[] = [
  ...steps.map(
    (what): Reaction => ({
      on: `watch-consent.${what}`,
      job: tellJob.name,
      input: (e) => ({ event: e.id, watch: e.subject.id, what }),
    }),
  ),
  {
    on: 'watch.stopped',
    job: tellJob.name,
    input: (e) => ({ event: e.id, watch: e.subject.id, what: 'stopped' }),
  },
  { on: 'catalogue.published', job: stopJob.name, input: (e) => ({ resource: e.subject.id }) },
]
