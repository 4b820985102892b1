export { listOpenReleases, openRelease } from './queries/open.ts'
export { formerRefs, readPopulation, readRows, runOf } from './queries/reading.ts'
export { getProposal, getReleaseView, listReleases, mayUploadHierarchy } from './queries/releases.ts'
