export {
  type CaseActionParts,
  type CaseRule,
  type CaseRuleContext,
  caseAction,
  pastTense,
} from './actions.ts'
export { refuseAssigneeBut, refuseForeignAssignee } from './assignee.ts'
export { blankCase } from './blank.ts'
export { bulkRoute } from './bulk.ts'
export { CaseView } from './contract.ts'
export * from './define.ts'
export { type ExportLabels, exportRoutes } from './export.ts'
export { createIndicators } from './indicators.ts'
export { caseMessages } from './messages.ts'
export { caseNoticeJob, caseNoticeReactions, followersNoticeJob } from './notices.ts'
export { listPosts, officerNoticeJob, officerNoticeReactions } from './officer-notices.ts'
export { caseQueries, readBody } from './queries.ts'
export { caseRoutes } from './routes.ts'
export * from './rules.ts'
export { savedViewRoutes } from './saved-views.ts'
export * from './statistics.ts'
export { changedCase, findCase, newCase, nextNumber, type Step } from './store.ts'
export { caseRow } from './view.ts'
