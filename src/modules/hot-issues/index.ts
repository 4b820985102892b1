import { fileURLToPath } from 'node:url'
import type { Action } from '#kernel/action'
import { caseQueries, caseRoutes } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import { createIssueTask, issueActions, sweepIssues, taskActionsOf } from './actions.ts'
import { registerAlgorithm } from './algorithm.ts'
import { issueTask } from './case.ts'
import { demoIssues } from './demo.ts'
import { startIssueStream } from './jobs/stream.ts'
import { sweepJob } from './jobs/sweep.ts'
import { hotIssueMessages } from './messages.ts'
import { getIssueQuery, listIssues } from './queries.ts'
import { issueRoutes } from './routes.ts'

/** From many messages to one matter, and from the matter to a department's task. */
export function createHotIssues(parts: { clock: Clock; key: () => MasterKey; root: string }): Module {
  const createTask = createIssueTask(parts.clock)
  const onTask = taskActionsOf(parts.clock)
  const tasks = caseQueries(issueTask, parts.key)
  return defineModule({
    name: 'hot-issues',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    caseTypes: [issueTask],
    actions: [...Object.values(issueActions), createTask, sweepIssues, ...Object.values(onTask)],
    jobs: [sweepJob],
    queries: [listIssues, getIssueQuery, ...Object.values(tasks)],
    routes: [
      ...issueRoutes(createTask),
      ...caseRoutes(issueTask, '/issue-tasks', tasks, onTask as unknown as Record<string, Action>),
    ],
    messages: hotIssueMessages,
    seed: (kernel) => registerAlgorithm(kernel, parts.root),
    start: async (kernel) => (kernel.config.worker ? startIssueStream(kernel) : () => {}),
    demo: demoIssues,
  })
}
