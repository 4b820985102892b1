import { z } from 'zod'
import { defineJob, type Job } from '#kernel/jobs'
import type { Open311Actions } from './actions.ts'
import { exchangeAll, exchangeJob } from './exchange.ts'
import { dropTests } from './store.ts'

const Nothing = z.object({}).loose()

/** What runs by the clock. */
export function open311Jobs(actions: Open311Actions): Job[] {
  return [
    // Each hour: what was posted to the test endpoint and has run out goes.
    defineJob({
      name: 'open311.prune-tests',
      input: Nothing,
      cron: '41 * * * *',
      async run(kernel) {
        await dropTests(kernel.app.db, kernel.clock.now())
      },
    }),
    // Each minute: to the partners and back; without a partner that is switched on it does nothing.
    defineJob({
      name: exchangeJob,
      input: Nothing,
      cron: '* * * * *',
      run: (kernel) => exchangeAll(kernel, actions),
    }),
  ] as Job[]
}
