import { z } from 'zod'
import { defineJob } from '#kernel/jobs'
import { noteSilent } from './actions.ts'
import { intakeActor } from './intake/actor.ts'
import { pruneDevices } from './store.ts'

const Nothing = z.object({}).loose()

export const deviceJobs = [
  defineJob({
    name: 'devices.watch-silence',
    input: Nothing,
    cron: '* * * * *',
    async run(kernel) {
      await kernel.execute(noteSilent, { actor: intakeActor, input: {} })
    },
  }),
  defineJob({
    name: 'devices.prune',
    input: Nothing,
    cron: '17 3 * * *',
    run: (kernel) => pruneDevices(kernel.app.db, kernel.clock.now()),
  }),
]
