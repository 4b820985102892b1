import { z } from 'zod'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job } from '#kernel/jobs'
import { sweepIssues } from '../actions.ts'

/** Each night: empty and forgotten issues leave the tables. */
export const sweepJob = defineJob({
  name: 'hot-issue.sweep',
  input: z.object({}).loose(),
  cron: '41 3 * * *',
  async run(kernel) {
    await kernel.execute(sweepIssues, { actor: systemActor('hot-issue.sweep'), input: {} })
  },
}) as Job
