import { join } from 'node:path'
import type { Clock } from '#kernel/clock'
import { defineModule } from '#kernel/module'
import { addNote, endPost, keepReport, savePolicy, savePost, signReport, tellReaders } from './actions.ts'
import { demoReports } from './demo.ts'
import type { LadderParts } from './jobs/ladder.ts'
import { supervisionJobs } from './jobs.ts'
import { reportMessages, supervisionMessages } from './messages.ts'
import { getReport, ladderQuery, listReports, readFacts } from './queries.ts'
import { supervisionRoutes } from './routes.ts'

export { climbedBy } from './jobs/ladder.ts'
export { findScope, listScopes, overseenScopes } from './scopes.ts'

/** Who watches over deadlines: reminders, the escalation ladder to named people, the overview, the written reports. */
export function createSupervision(parts: { clock: Clock } & LadderParts) {
  const { routes, overview } = supervisionRoutes(parts.clock)
  return defineModule({
    name: 'supervision',
    migrations: join(import.meta.dirname, 'migrations'),
    actions: [savePolicy, savePost, endPost, keepReport, tellReaders, addNote, signReport],
    queries: [overview, ladderQuery, listReports, getReport, readFacts],
    routes,
    jobs: supervisionJobs(parts),
    messages: { ...supervisionMessages, ...reportMessages },
    demo: demoReports,
  })
}
