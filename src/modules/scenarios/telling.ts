import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { listPosts } from '#kernel/cases'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Reaction } from '#kernel/jobs'
import { queueAction } from '#kernel/notify'
import { findVersion, getScenario } from './store.ts'

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
    for (const account of [...new Set(posts.map((p) => p.account))].sort().slice(0, mostTold))
      await kernel.execute(queueAction, {
        actor: systemActor('scenario.tell-stopped'),
        input: {
          id: uuidv5(`${event}:${account}`, namespace),
          account,
          channel: 'in-app',
          template: 'notice.scenario-reaction-stopped',
          data: { scenario: version?.manifest.name.zh ?? s.code, reaction },
          subject: { type: 'scenario', id: s.id },
        },
      })
  },
})

export const tellReactions: readonly Reaction[] = [
  {
    on: 'scenario.reaction-stopped',
    job: tellJob.name,
    input: (e) => ({ event: e.id, scenario: e.subject.id, reaction: e.payload.reaction }),
  },
]
