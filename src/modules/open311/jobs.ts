import { z } from 'zod'
import { defineJob, type Job } from '#kernel/jobs'
import type { Open311Actions } from './actions.ts'
import { dropTests } from './store.ts'

/** What runs by the clock. */
export function open311Jobs(_actions: Open311Actions): Job[] {
  return [pruneTests] as Job[]
}

/** Each hour: what was posted to the test endpoint and has run out goes. */
const pruneTests = defineJob({
  name: 'open311.prune-tests',
  input: z.object({}).loose(),
  cron: '41 * * * *',
  async run(kernel) {
    await dropTests(kernel.app.db, kernel.clock.now())
  },
})
