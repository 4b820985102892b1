import { fileURLToPath } from 'node:url'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import { capActions, type IsExercise } from './actions.ts'
import { demoCap } from './demo.ts'
import { capJobs, capReactions } from './jobs.ts'
import { capMessages } from './messages.ts'
import {
  alertXmlQuery,
  currentQuery,
  feedQuery,
  getAlertQuery,
  getSourceQuery,
  listAlertsQuery,
  listSourcesQuery,
  myWarningsQuery,
  publicAlertQuery,
} from './queries.ts'
import { capRoutes } from './routes.ts'

export type { CapActions } from './actions.ts'
export { listStanding } from './store.ts'

/** Warnings of and for other systems, in the Common Alerting Protocol 1.2. */
export function createCap(parts: {
  key: () => MasterKey
  publicUrl: string
  /** Whether one of these incidents is an exercise or simulated: then nothing real is published about it. */
  isExercise: IsExercise
}): Module {
  const actions = capActions(parts.key, { host: new URL(parts.publicUrl).hostname, ...parts })
  return defineModule({
    name: 'cap',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    actions: Object.values(actions),
    queries: [
      alertXmlQuery,
      currentQuery,
      feedQuery,
      getAlertQuery,
      getSourceQuery,
      listAlertsQuery,
      listSourcesQuery,
      myWarningsQuery,
      publicAlertQuery,
    ],
    routes: capRoutes(actions),
    jobs: capJobs(actions),
    reactions: capReactions,
    messages: capMessages,
    demo: (kernel) => demoCap(kernel, actions),
  })
}
