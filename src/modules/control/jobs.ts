import type { Clock } from '#kernel/clock'
import type { Job, Reaction } from '#kernel/jobs'
import { careJob, careReactions, tellCareJob } from './jobs/care.ts'
import { judgeJob, judgeReactions, judgeSubjectJob, nightlyJob } from './jobs/judge.ts'
import { planJob, planReactions, replanJob, settleJob } from './jobs/plan.ts'
import { registerJob, registerReactions } from './jobs/register.ts'
import { tellJob, tellReactions } from './jobs/tell.ts'

export function controlJobs(clock: Clock): Job[] {
  return [
    judgeJob(clock),
    judgeSubjectJob(clock),
    nightlyJob(clock),
    planJob(clock),
    replanJob(clock),
    settleJob(clock),
    registerJob,
    tellJob,
    careJob,
    tellCareJob,
  ] as Job[]
}

export const controlReactions: readonly Reaction[] = [
  ...judgeReactions,
  ...planReactions,
  ...registerReactions,
  ...tellReactions,
  ...careReactions,
]
