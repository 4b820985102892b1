export { linkLineage, unlinkLineage } from './actions/lineage.ts'
export { createResource, publishResource, retireResource, saveDraft } from './actions/resources.ts'
