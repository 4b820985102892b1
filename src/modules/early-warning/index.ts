import { fileURLToPath } from 'node:url'
import type { Action } from '#kernel/action'
import { caseQueries, caseRoutes } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import {
  calmWarning,
  createSettle,
  createWatch,
  endSilence,
  makeSilence,
  noteAlert,
  noteMissed,
  remindOfAlerts,
  saveWatch,
  switchWatch,
  tellEnded,
  warningActionsOf,
} from './actions.ts'
import { warningCase } from './case.ts'
import { demoCity } from './demo.ts'
import { alertJobs, alertReactions } from './jobs/alerts.ts'
import { startWatching } from './jobs/watch.ts'
import { warningReportMessages } from './messages/report.ts'
import { earlyWarningMessages } from './messages.ts'
import {
  getAccuracy,
  getSeries,
  getWatchQuery,
  listDetectorsQuery,
  listEvidence,
  listSilences,
  listWarnings,
  listWatches,
  tryWatch,
} from './queries.ts'
import {
  getWarningReport,
  keepWarningReport,
  keepWording,
  listWarningReports,
  readReportFacts,
  signWarningReport,
  warningReportJobs,
  warningReportRoutes,
} from './reports/index.ts'
import { earlyWarningRoutes } from './routes.ts'

export { createWatching } from './jobs/watch.ts'
export { isExerciseWarning } from './store.ts'
export { Stream } from './stream.ts'
export { compileWatch } from './watching.ts'

/** From a reading to a warning that a person can trust. */
export function createEarlyWarning(parts: { clock: Clock; key: () => MasterKey }): Module {
  const settle = createSettle(parts.clock) as unknown as Action
  const onWarning = warningActionsOf(parts.clock) as unknown as Record<string, Action>
  const warnings = caseQueries(warningCase, parts.key)
  return defineModule({
    name: 'early-warning',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    caseTypes: [warningCase],
    actions: [
      createWatch,
      saveWatch,
      switchWatch,
      settle,
      calmWarning,
      makeSilence,
      endSilence,
      tellEnded,
      noteMissed,
      noteAlert,
      remindOfAlerts,
      keepWarningReport,
      signWarningReport,
      keepWording,
      ...Object.values(onWarning),
    ],
    queries: [
      listWarnings,
      listEvidence,
      listWatches,
      getWatchQuery,
      listDetectorsQuery,
      getSeries,
      tryWatch,
      listSilences,
      getAccuracy,
      readReportFacts,
      listWarningReports,
      getWarningReport,
      ...Object.values(warnings),
    ],
    routes: [
      ...earlyWarningRoutes,
      ...warningReportRoutes,
      ...caseRoutes(warningCase, '/warnings', warnings, onWarning),
    ],
    jobs: [...alertJobs, ...warningReportJobs],
    reactions: alertReactions,
    messages: { ...earlyWarningMessages, ...warningReportMessages },
    start: async (kernel) => (kernel.config.worker ? startWatching(kernel, settle) : () => {}),
    demo: demoCity,
  })
}
