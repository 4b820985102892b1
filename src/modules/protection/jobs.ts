export { type CatalogueSteps, kindJobs, kindReactions } from './jobs/kinds.ts'
