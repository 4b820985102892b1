import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Action } from '#kernel/action'
import {
  bulkRoute,
  caseMessages,
  caseQueries,
  caseRoutes,
  createIndicators,
  exportRoutes,
  statisticsQueries,
  statisticsRoutes,
} from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import { actionRoute } from '#kernel/http/define'
import { httpMessages } from '#kernel/http/messages'
import { defineModule, type Module } from '#kernel/module'
import { tabularMessages } from '#kernel/tabular'
import type { MasterKey } from '#kernel/vault'
import { type AppealActions, appealActions } from './actions.ts'
import { appealCase } from './case.ts'
import { Receipt } from './contract.ts'
import { demoAppeals } from './demo.ts'
import { describePlace, exportLabels } from './export.ts'
import { importMessages, importQueries, importRoutes } from './import.ts'
import { appealJobs, reactions } from './jobs.ts'
import { appealMessages } from './messages.ts'
import { createModelShelf } from './models.ts'
import { similarOpenQuery, similarToQuery } from './queries/similar.ts'
import { retrainJob } from './retraining.ts'
import { registerAlgorithm } from './seed.ts'
import { similarRoutes } from './similar/routes.ts'
import { SuggestAppeal, Suggestion, suggestQuery } from './suggest.ts'

export interface AppealsModule extends Module {
  readonly appealActions: AppealActions
}

/** The appeals loop: from a resident's message to a rated answer. */
export function createAppeals(parts: {
  clock: Clock
  key: () => MasterKey
  root: string
  dataDir: string
}): AppealsModule {
  const actions = appealActions(parts)
  const queries = caseQueries(appealCase, parts.key)
  const shelf = createModelShelf(parts)
  const classifier = shelf.inForce
  const suggest = suggestQuery(classifier)
  const statistics = statisticsQueries({ type: appealCase, describePlace })
  const shipped = join(parts.root, 'data/indicators/indicators.json')
  const indicators = createIndicators({ type: appealCase, shipped, labels: exportLabels })
  const onCase = actions.onCase as unknown as Record<string, Action>
  const messages = { ...appealMessages, ...importMessages }
  const refusals = { ...httpMessages, ...caseMessages, ...messages }
  const module = defineModule({
    name: 'appeals',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    caseTypes: [appealCase],
    actions: [actions.submit, actions.sign, ...Object.values(onCase), ...indicators.actions],
    queries: [
      ...Object.values(queries),
      ...Object.values(statistics),
      ...indicators.queries,
      ...importQueries,
      suggest,
      similarOpenQuery,
      similarToQuery,
    ],
    routes: [
      actionRoute('/appeals', actions.submit, {
        tag: 'appeals',
        summary: 'Submit an appeal',
        status: 201,
        response: Receipt,
      }),
      {
        method: 'POST',
        path: '/appeals/suggest',
        tag: 'appeals',
        summary: 'Candidates for category, urgency, place and department while an officer types',
        body: SuggestAppeal,
        response: Suggestion,
        run: (kernel, r) => kernel.ask(suggest, { actor: r.actor, input: r.body, trace: r.trace }),
      },
      ...similarRoutes,
      bulkRoute('/appeals', onCase, refusals),
      ...exportRoutes('/appeals', appealCase, exportLabels),
      ...importRoutes(actions.submit as Action, { ...refusals, ...tabularMessages }),
      ...statisticsRoutes('/appeals', statistics),
      ...indicators.routes,
      ...caseRoutes(appealCase, '/appeals', queries, onCase),
    ],
    jobs: [...appealJobs({ actions, classifier }), retrainJob(shelf)],
    reactions,
    messages,
    seed: (kernel) => registerAlgorithm(kernel, parts.root),
    demo: demoAppeals,
  })
  return { ...module, appealActions: actions }
}

export type { AppealActions } from './actions.ts'
export { appealCase } from './case.ts'
export * from './contract.ts'
export { type ImportCommandParts, runImportCommand } from './import.ts'
