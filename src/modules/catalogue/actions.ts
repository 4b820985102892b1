export { gradeResource, noteVolume, openGradeNeed, saveGradingTable } from './actions/grading.ts'
export { linkLineage, unlinkLineage } from './actions/lineage.ts'
export { createResource, publishResource, retireResource, saveDraft } from './actions/resources.ts'
