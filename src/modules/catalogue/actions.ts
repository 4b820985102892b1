export { gradeResource, noteVolume, openGradeNeed, saveGradingTable } from './actions/grading.ts'
export { importResources } from './actions/imports.ts'
export { linkLineage, unlinkLineage } from './actions/lineage.ts'
export {
  createResource,
  publishResource,
  restoreResource,
  retireResource,
  saveDraft,
} from './actions/resources.ts'
