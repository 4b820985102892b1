export { type CorrectionSteps, correctionJobs, correctionReactions } from './jobs/corrections.ts'
export { type CatalogueSteps, kindJobs, kindReactions } from './jobs/kinds.ts'
export { retentionJobs, retentionReactions } from './jobs/retention.ts'
export { subjectJobs, subjectReactions } from './jobs/subjects.ts'
