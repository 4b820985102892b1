import { z } from 'zod'
import { closeLooks } from '#kernel/action'
import { defineJob, type Job } from './define.ts'

/** Looks that were counted become an entry of the audit, also where nobody looks again. */
export const closeLooksJob = defineJob({
  name: 'platform.close-looks',
  input: z.object({}).loose(),
  cron: '*/5 * * * *',
  run: (kernel) => closeLooks(kernel.app.db, kernel.clock.now()),
}) as Job
