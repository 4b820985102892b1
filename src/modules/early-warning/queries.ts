export { getAccuracy } from './queries/accuracy.ts'
export { chooseDetectorQuery, getSeries, tryWatch } from './queries/series.ts'
export { listEvidence, listSilences, listWarnings } from './queries/warnings.ts'
export { getWatchQuery, listDetectorsQuery, listWatches } from './queries/watches.ts'
