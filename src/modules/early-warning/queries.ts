export { getAccuracy } from './queries/accuracy.ts'
export { listConsents } from './queries/consents.ts'
export { getLimits } from './queries/limits.ts'
export { getPatternQuery, listMatches, listPatterns, tryPattern } from './queries/patterns.ts'

export { listWarningPlaces } from './queries/places.ts'
export { countRaised } from './queries/raised.ts'

export { chooseDetectorQuery, getSeries, tryWatch } from './queries/series.ts'
export { listEvidence, listSilences, listWarnings } from './queries/warnings.ts'
export { getWatchQuery, listDetectorsQuery, listWatches } from './queries/watches.ts'
