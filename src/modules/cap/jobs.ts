import { z } from 'zod'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import type { CapActions } from './actions.ts'
import { pollActor, pollSource } from './poll.ts'

const Nothing = z.object({}).loose()
/** Sources that are read at the same time in one process: one that hangs holds one of these until its time is out. */
const atOnce = 4

export function capJobs(actions: CapActions): Job[] {
  return [
    defineJob({
      name: 'cap.tick',
      input: Nothing,
      cron: '* * * * *',
      async run(kernel) {
        await kernel.execute(actions.openPolls, { actor: pollActor, input: {} })
      },
    }),
    defineJob({
      name: 'cap.poll',
      input: z.object({ source: z.uuid(), forced: z.boolean().default(false) }).loose(),
      concurrency: atOnce,
      batch: 1,
      run: (kernel, { source, forced }) => pollSource(kernel, actions, { id: source, forced }),
    }),
    defineJob({
      name: 'cap.prune',
      input: Nothing,
      cron: '23 3 * * *',
      async run(kernel) {
        await kernel.execute(actions.pruneEntries, { actor: pollActor, input: {} })
      },
    }),
    // A job that runs again tells nobody twice: a notice's id is made of message, person and channel.
    defineJob({
      name: 'cap.tell',
      input: z.object({ id: z.uuid() }).loose(),
      batch: 1,
      async run(kernel, { id }) {
        let after: string | null = null
        do {
          const told: { last: string | null } = await kernel.execute(actions.tellNext, {
            actor: pollActor,
            input: { id, after },
          })
          after = told.last
        } while (after !== null)
      },
    }),
    defineJob({
      name: 'cap.forget',
      input: z.object({ person: z.uuid() }).loose(),
      async run(kernel, { person }) {
        await kernel.execute(actions.forgetListener, { actor: pollActor, input: { person } })
      },
    }),
  ] as Job[]
}

export const capReactions: readonly Reaction[] = [
  { on: 'cap.poll-opened', job: 'cap.poll', input: (e) => e.payload },
  { on: 'person.forgotten', job: 'cap.forget', input: (e) => ({ person: e.payload.person }) },
  { on: 'cap.published', job: 'cap.tell', input: (e) => ({ id: e.payload.id }) },
]
