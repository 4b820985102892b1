import { fileURLToPath } from 'node:url'
import type { Action } from '#kernel/action'
import { caseQueries, caseRoutes } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import {
  askConsent,
  calmWarning,
  createPattern,
  createSettle,
  createWatch,
  endSilence,
  giveConsent,
  makeSilence,
  noteAlert,
  noteMissed,
  refuseConsent,
  remindOfAlerts,
  savePattern,
  saveWatch,
  setLimits,
  stopUnconsented,
  switchPattern,
  switchWatch,
  tellConsent,
  tellEnded,
  warningActionsOf,
  withdrawConsent,
} from './actions.ts'
import { warningCase } from './case.ts'
import { demoCity } from './demo.ts'
import { alertJobs, alertReactions } from './jobs/alerts.ts'
import { consentJobs, consentReactions } from './jobs/consents.ts'
import { startCorrelating } from './jobs/patterns.ts'
import { startWatching } from './jobs/watch.ts'
import { consentMessages } from './messages/consents.ts'
import { patternMessages } from './messages/patterns.ts'
import { warningReportMessages } from './messages/report.ts'
import { earlyWarningMessages } from './messages.ts'
import {
  chooseDetectorQuery,
  getAccuracy,
  getLimits,
  getPatternQuery,
  getSeries,
  getWatchQuery,
  listConsents,
  listDetectorsQuery,
  listEvidence,
  listMatches,
  listPatterns,
  listSilences,
  listWarningPlaces,
  listWarnings,
  listWatches,
  tryPattern,
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
import { consentRoutes } from './routes/consents.ts'
import { patternRoutes } from './routes/patterns.ts'
import { earlyWarningRoutes } from './routes.ts'

export {
  createPattern,
  createWatch,
  savePattern,
  saveWatch,
  switchPattern,
  switchWatch,
} from './actions.ts'
export { compileCount } from './counts.ts'
export { wrongParameters } from './detectors.ts'
export { countRaised, getPatternQuery, getWatchQuery, listSwitchedOff } from './queries.ts'

export { isExerciseWarning } from './store.ts'
export { Stream } from './stream.ts'
export { compileWatch } from './watching.ts'

const actions = [
  createWatch,
  saveWatch,
  switchWatch,
  askConsent,
  giveConsent,
  refuseConsent,
  withdrawConsent,
  stopUnconsented,
  tellConsent,
  createPattern,
  savePattern,
  switchPattern,
  calmWarning,
  makeSilence,
  endSilence,
  tellEnded,
  setLimits,
  noteMissed,
  noteAlert,
  remindOfAlerts,
  keepWarningReport,
  signWarningReport,
  keepWording,
]
const queries = [
  listWarnings,
  listWarningPlaces,
  listEvidence,
  listWatches,
  getWatchQuery,
  listConsents,
  listDetectorsQuery,
  getSeries,
  tryWatch,
  chooseDetectorQuery,
  listPatterns,
  getPatternQuery,
  tryPattern,
  listMatches,
  listSilences,
  getAccuracy,
  getLimits,
  readReportFacts,
  listWarningReports,
  getWarningReport,
]

/** From a reading to a warning that a person can trust. */
export function createEarlyWarning(parts: { clock: Clock; key: () => MasterKey }): Module {
  const settle = createSettle(parts.clock) as unknown as Action
  const onWarning = warningActionsOf(parts.clock) as unknown as Record<string, Action>
  const warnings = caseQueries(warningCase, parts.key)
  return defineModule({
    name: 'early-warning',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    caseTypes: [warningCase],
    actions: [settle, ...actions, ...Object.values(onWarning)],
    queries: [...queries, ...Object.values(warnings)],
    routes: [
      ...earlyWarningRoutes,
      ...consentRoutes,
      ...patternRoutes,
      ...warningReportRoutes,
      ...caseRoutes(warningCase, '/warnings', warnings, onWarning),
    ],
    jobs: [...alertJobs, ...consentJobs, ...warningReportJobs],
    reactions: [...alertReactions, ...consentReactions],
    messages: { ...earlyWarningMessages, ...consentMessages, ...patternMessages, ...warningReportMessages },
    async start(kernel) {
      if (!kernel.config.worker) return () => {}
      const stops = [startWatching(kernel, settle), startCorrelating(kernel)]
      return async () => {
        await Promise.all(stops.map((stop) => stop()))
      }
    },
    demo: demoCity,
  })
}
