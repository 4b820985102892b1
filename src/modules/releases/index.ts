import { fileURLToPath } from 'node:url'
import { defineModule } from '#kernel/module'
import {
  approveRelease,
  cancelRelease,
  chooseLevels,
  computeAsked,
  computed,
  failRelease,
  moveRelease,
  publishRelease,
  returnRelease,
  saveHierarchy,
  saveRelease,
  submitRelease,
  takeNamed,
  takeOpen,
  withdrawRelease,
} from './actions.ts'
import { demoReleases } from './demo.ts'
import { computeJob, dropJob, releaseReactions, writeJob } from './jobs.ts'
import { releaseMessages } from './messages.ts'
import {
  formerRefs,
  getProposal,
  getReleaseView,
  listOpenReleases,
  listReleases,
  mayUploadHierarchy,
  openRelease,
  readPopulation,
  readRows,
  runOf,
} from './queries.ts'
import { releaseRoutes } from './routes.ts'

/** Anonymised data for researchers and the public: made, measured, judged, given, withdrawn. */
export const releasesModule = defineModule({
  name: 'releases',
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  actions: [
    saveRelease,
    saveHierarchy,
    computeAsked,
    chooseLevels,
    cancelRelease,
    submitRelease,
    approveRelease,
    returnRelease,
    withdrawRelease,
    moveRelease,
    failRelease,
    computed,
    publishRelease,
    takeNamed,
    takeOpen,
  ],
  queries: [
    listReleases,
    getReleaseView,
    getProposal,
    mayUploadHierarchy,
    listOpenReleases,
    openRelease,
    readPopulation,
    readRows,
    runOf,
    formerRefs,
  ],
  routes: releaseRoutes,
  jobs: [computeJob, writeJob, dropJob],
  reactions: releaseReactions,
  messages: releaseMessages,
  demo: demoReleases,
})
