import type { Clock } from '../../src/kernel/clock/index.ts'
import type { Job } from '../../src/kernel/jobs/index.ts'
import { controlJobs } from '../../src/modules/control/jobs.ts'

/** A job of the module as the clock would start it. */
export function controlJobNamed(name: string, clock: Clock): Job {
  const found = controlJobs(clock).find((j) => j.name === name)
  if (found === undefined) throw new Error(`no job ${name}`)
  return found
}
