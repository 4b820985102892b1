import type { AnyAction, Route } from '#kernel/http/define'
import { actionRoute, queryRoute } from '#kernel/http/define'
import {
  createWatch,
  endSilence,
  makeSilence,
  noteMissed,
  saveWatch,
  setLimits,
  switchWatch,
} from './actions.ts'
import {
  AccuracyView,
  ChooseDetector,
  ChosenDetector,
  DetectorList,
  EvidencePage,
  SeriesView,
  SilencePage,
  TriedWatch,
  TryWatch,
  WarningLimits,
  WarningPage,
  WarningPlaces,
  WatchChanged,
  WatchPage,
  WatchWithConsent,
} from './contract.ts'
import {
  chooseDetectorQuery,
  getAccuracy,
  getLimits,
  getSeries,
  getWatchQuery,
  listDetectorsQuery,
  listEvidence,
  listSilences,
  listWarningPlaces,
  listWarnings,
  listWatches,
  tryWatch,
} from './queries.ts'

const tag = 'early-warning'

export const earlyWarningRoutes: readonly Route[] = [
  queryRoute('/early-warning/warnings', listWarnings, {
    tag,
    summary: 'Warnings that you may see, the highest level first',
    response: WarningPage,
  }),
  queryRoute('/early-warning/places', listWarningPlaces, {
    tag,
    summary: 'Warnings that you may see by township, that with the highest level first',
    response: WarningPlaces,
  }),
  queryRoute('/early-warning/warnings/:id/evidence', listEvidence, {
    tag,
    summary: 'The signals behind a warning',
    response: EvidencePage,
  }),
  queryRoute('/early-warning/detectors', listDetectorsQuery, {
    tag,
    summary: 'Detectors and their parameters',
    response: DetectorList,
  }),
  queryRoute('/early-warning/watches', listWatches, { tag, summary: 'What is watched', response: WatchPage }),
  queryRoute('/early-warning/watches/:id', getWatchQuery, {
    tag,
    summary: 'One watch',
    response: WatchWithConsent,
  }),
  queryRoute('/early-warning/watches/:id/series', getSeries, {
    tag,
    summary: 'An object’s series with the band of its detector',
    response: SeriesView,
  }),
  actionRoute('/early-warning/watches', createWatch as AnyAction, {
    tag,
    summary: 'Make a watch; it is a draft until it is switched on',
    status: 201,
    response: WatchChanged,
  }),
  actionRoute('/early-warning/watches/:id/save', saveWatch as AnyAction, {
    tag,
    summary: 'Change a watch; its series begin anew',
    response: WatchChanged,
  }),
  actionRoute('/early-warning/watches/:id/switch', switchWatch as AnyAction, {
    tag,
    summary: 'Switch a watch on or off',
    response: WatchChanged,
  }),
  {
    method: 'POST',
    path: '/early-warning/try',
    tag,
    summary: 'What a watch would have said in the past; changes nothing',
    body: TryWatch,
    response: TriedWatch,
    rateLimit: 20,
    run: (kernel, { actor, body, trace }) => kernel.ask(tryWatch, { actor, input: body, trace }),
  },
  {
    method: 'POST',
    path: '/early-warning/choose',
    tag,
    summary: 'Which detector suits the past of the objects; changes nothing',
    body: ChooseDetector,
    response: ChosenDetector,
    rateLimit: 20,
    run: (kernel, { actor, body, trace }) => kernel.ask(chooseDetectorQuery, { actor, input: body, trace }),
  },
  queryRoute('/early-warning/silences', listSilences, { tag, summary: 'Silences', response: SilencePage }),
  actionRoute('/early-warning/silences', makeSilence as AnyAction, {
    tag,
    summary: 'Silence signals',
    status: 201,
  }),
  actionRoute('/early-warning/silences/:id/end', endSilence as AnyAction, { tag, summary: 'End a silence' }),
  actionRoute('/early-warning/missed', noteMissed as AnyAction, {
    tag,
    summary: 'Note an event that no warning preceded',
    status: 201,
  }),
  queryRoute('/early-warning/accuracy', getAccuracy, {
    tag,
    summary: 'How far warnings could be trusted',
    response: AccuracyView,
  }),
  queryRoute('/early-warning/limits', getLimits, {
    tag,
    summary: 'Within what time warnings are to be noticed and handled',
    response: WarningLimits,
  }),
  actionRoute('/early-warning/limits', setLimits as AnyAction, {
    tag,
    summary: 'Set the time to notice and to handle warnings, by level',
  }),
]
