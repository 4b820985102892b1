import { z } from 'zod'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Reaction } from '#kernel/jobs'
import { voidRuns } from './actions.ts'

/** A withdrawn consent stops what is on its way; new answers are refused by the grant itself. */
export const withdrawJob = defineJob({
  name: 'operation.withdraw',
  input: z.object({ grant: z.uuid(), event: z.uuid() }),
  async run(kernel, { grant, event }) {
    await kernel.execute(voidRuns, { actor: systemActor('operation.withdraw'), input: { grant }, key: event })
  },
})

export const operationReactions: readonly Reaction[] = ['grant.suspended', 'grant.ended'].map((on) => ({
  on,
  job: withdrawJob.name,
  input: (event) => ({ grant: event.subject.id, event: event.id }),
}))
