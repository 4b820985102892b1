import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { listPosts } from '#kernel/cases'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { queueAction } from '#kernel/notify'
import { dataAuthorities, findVersion, getScenario } from './store.ts'

/** One notice an event and account, whatever runs twice. */
const namespace = '4f1f6a52-9a50-4c6b-9e39-5b7c5c1f2d11'
const mostTold = 40

/** The department's data managers hear that a reaction stands still. */
export const tellJob = defineJob({
  name: 'scenario.tell-stopped',
  input: z.object({ event: z.string(), scenario: z.uuid(), reaction: z.string() }),
  async run(kernel, { event, scenario, reaction }) {
    const { db } = kernel.app
    const s = await getScenario(db, scenario)
    const version = await findVersion(db, scenario, s.running ?? s.candidate)
    const posts = await listPosts(db, { role: 'data-manager', orgs: [s.org] }, s.places[0] ?? '')
    await tellAll(kernel, posts, {
      event,
      template: 'notice.scenario-reaction-stopped',
      data: {
        scenario: version?.manifest.name.zh ?? s.code,
        'scenario.en': version?.manifest.name.en ?? s.code,
        reaction,
      },
      subject: { type: 'scenario', id: s.id },
    })
  },
})

/** The data authority hears that an offer waits to be listed. */
export const tellOfferJob = defineJob({
  name: 'scenario.tell-offer',
  input: z.object({ event: z.string(), id: z.uuid(), offer: z.string() }),
  async run(kernel, { event, id, offer }) {
    // Whoever may judge one, wherever it is meant for.
    await tellAll(kernel, await dataAuthorities(kernel.app.db), {
      event,
      template: 'notice.scenario-offer-entered',
      data: { offer },
      subject: { type: 'scenario-offer', id },
    })
  },
})

interface ToOfficers {
  readonly event: string
  readonly template: string
  readonly data: Readonly<Record<string, string>>
  readonly subject: { readonly type: string; readonly id: string }
}

async function tellAll(
  kernel: Kernel,
  posts: readonly { readonly account: string }[],
  { event, template, data, subject }: ToOfficers,
): Promise<void> {
  for (const account of [...new Set(posts.map((p) => p.account))].sort().slice(0, mostTold)) {
    const id = uuidv5(`${event}:${account}`, namespace)
    const input = { id, account, channel: 'in-app', template, data, subject } as const
    await kernel.execute(queueAction, { actor: systemActor('scenario.tell'), input })
  }
}

export const tellReactions: readonly Reaction[] = [
  {
    on: 'scenario.reaction-stopped',
    job: tellJob.name,
    input: (e) => ({ event: e.id, scenario: e.subject.id, reaction: e.payload.reaction }),
  },
  {
    on: 'scenario.offer-entered',
    job: tellOfferJob.name,
    input: ({ id: event, subject, payload }) => ({
      event,
      id: subject.id,
      offer: payload.offer,
    }),
  },
]
