import { z } from 'zod'
import { defineJob, type Job } from '#kernel/jobs'
import { escalateJob, type LadderParts, remindJob } from './jobs/ladder.ts'
import { makeDueReports } from './making.ts'

/** What runs by the clock. Each step is an action with a key, so that a job that runs twice acts once. */
export function supervisionJobs(parts: LadderParts): Job[] {
  return [escalateJob(parts), remindJob(parts), reportJob] as Job[]
}

/** At eight in the morning, Shanghai time; nothing on a day off. */
const reportJob = defineJob({
  name: 'supervision.report',
  input: z.object({}).loose(),
  cron: '0 8 * * *',
  run: (kernel) => makeDueReports(kernel),
})
