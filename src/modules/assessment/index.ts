import { join } from 'node:path'
import type { Clock } from '#kernel/clock'
import { defineModule, type Module } from '#kernel/module'
import { assessmentActions } from './actions.ts'
import { assessmentJobs, reactions } from './jobs.ts'
import { messages } from './messages.ts'
import { assessmentQueries } from './queries.ts'
import { assessmentRoutes } from './routes.ts'

/** How well organizations do, what they may say against it, and who betters the figure instead of the work. */
export function createAssessment({ clock }: { clock: Clock }): Module {
  const actions = assessmentActions(clock)
  return defineModule({
    name: 'assessment',
    migrations: join(import.meta.dirname, 'migrations'),
    actions: Object.values(actions),
    queries: Object.values(assessmentQueries),
    routes: assessmentRoutes(actions),
    jobs: assessmentJobs(actions),
    reactions,
    messages,
  })
}
