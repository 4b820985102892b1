import { z } from 'zod'
import { defineJob, type Job } from '#kernel/jobs'
import { makeDueReports } from './making.ts'

/** At ten past eight in the morning, Shanghai time, every day: warnings know no day off. */
export const warningReportJobs = [
  defineJob({
    name: 'warning-report.due',
    input: z.object({}).loose(),
    cron: '10 8 * * *',
    run: (kernel) => makeDueReports(kernel),
  }),
] as Job[]
