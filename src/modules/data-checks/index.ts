import { fileURLToPath } from 'node:url'
import type { Action } from '#kernel/action'
import { caseQueries, caseRoutes } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import {
  askCheckAgain,
  askRun,
  dataCheckActionsOf,
  explainFinding,
  keepRiskReport,
  noteRun,
  openFinding,
  refreshFinding,
  saveCheckTable,
  saveDutyTable,
  signRiskReport,
} from './actions.ts'
import { dataCheck } from './case.ts'
import { demoDataChecks } from './demo.ts'
import { dataCheckJobs, dataCheckReactions } from './jobs.ts'
import { dataCheckMessages } from './messages.ts'
import * as queries from './queries.ts'
import { dataCheckRoutes } from './routes.ts'

/** Who answers for which data, what is looked at every day, and the yearly report of risks. */
export function createDataChecks(parts: { clock: Clock; key: () => MasterKey }): Module {
  const open = openFinding(parts.clock) as unknown as Action
  const onCheck = dataCheckActionsOf(parts.clock) as unknown as Record<string, Action>
  const steps = { open, settle: onCheck.settle as Action, escalate: onCheck.escalate as Action }
  const cases = caseQueries(dataCheck, parts.key)
  return defineModule({
    name: 'data-checks',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    caseTypes: [dataCheck],
    actions: [
      open,
      ...Object.values(onCheck),
      askCheckAgain,
      askRun,
      explainFinding,
      keepRiskReport,
      noteRun,
      refreshFinding,
      saveCheckTable,
      saveDutyTable,
      signRiskReport,
    ],
    queries: [...Object.values(queries), ...Object.values(cases)],
    routes: [...dataCheckRoutes(steps), ...caseRoutes(dataCheck, '/data-check-cases', cases, onCheck)],
    jobs: dataCheckJobs(steps),
    reactions: dataCheckReactions,
    messages: dataCheckMessages,
    demo: (kernel) => demoDataChecks(kernel, { ...steps, onCheck }),
  })
}
