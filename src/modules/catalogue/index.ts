import { fileURLToPath } from 'node:url'
import type { AnyAction } from '#kernel/http/define'
import { defineModule, type Module } from '#kernel/module'
import {
  createResource,
  gradeResource,
  importResources,
  linkLineage,
  noteVolume,
  openGradeNeed,
  publishResource,
  restoreResource,
  retireResource,
  saveDraft,
  saveGradingTable,
  unlinkLineage,
} from './actions.ts'
import { registerGrading } from './algorithm.ts'
import { demoCatalogue } from './demo.ts'
import { catalogueJobs, catalogueReactions } from './jobs.ts'
import { catalogueMessages } from './messages.ts'
import {
  exportedTogether,
  exportResources,
  getGrading,
  getGradingTable,
  getLineage,
  getResourceQuery,
  knownCodes,
  listDueGrades,
  listResources,
  mayImport,
} from './queries.ts'
import { catalogueRoutes } from './routes.ts'

export {
  createResource,
  publishResource,
  restoreResource,
  retireResource,
  saveDraft,
  subjectOf,
} from './actions/resources.ts'
export { checkBeforePublishing } from './publishing.ts'
export { currentGrades, currentLevels, readGradingTable } from './register.ts'
export { findResource, getResource, listPublished, resourceAsJson, resourceOfJson } from './store.ts'

/**
 * What data there is, who answers for it, and what holds when it arrives.
 * @param deliver the action through which rows arrive, for the demo's rows; its module stands on this one
 */
export function createCatalogue({ deliver }: { deliver: AnyAction }): Module {
  return defineModule({
    name: 'catalogue',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    actions: [
      createResource,
      saveDraft,
      publishResource,
      retireResource,
      restoreResource,
      linkLineage,
      unlinkLineage,
      gradeResource,
      importResources,
      openGradeNeed,
      noteVolume,
      saveGradingTable,
    ],
    queries: [
      listResources,
      getResourceQuery,
      getLineage,
      getGrading,
      listDueGrades,
      getGradingTable,
      mayImport,
      knownCodes,
      exportResources,
      exportedTogether,
    ],
    routes: catalogueRoutes,
    jobs: catalogueJobs,
    reactions: catalogueReactions,
    messages: catalogueMessages,
    seed: registerGrading,
    demo: (kernel) => demoCatalogue(kernel, deliver),
  })
}
