export {
  type CaseActionParts,
  type CaseRule,
  type CaseRuleContext,
  caseAction,
  pastTense,
} from './actions.ts'
export { bulkRoute } from './bulk.ts'
export { CasePage, CaseRow, CaseView, ListCases, SavedView, TimelineStep } from './contract.ts'
export * from './define.ts'
export { type ExportLabels, exportRoutes } from './export.ts'
export { listCases } from './list.ts'
export { caseMessages } from './messages.ts'
export { caseNoticeJob, caseNoticeReactions } from './notices.ts'
export { officerNoticeJob, officerNoticeReactions } from './officer-notices.ts'
export { caseQueries, readBody, readTimeline } from './queries.ts'
export { caseRoutes, kebab } from './routes.ts'
export * from './rules.ts'
export { savedViewRoutes } from './saved-views.ts'
export * from './statistics.ts'
export { findCase, getCase, insertCase, nextNumber, type Step, saveCase } from './store.ts'
export { caseRow, caseView, isUnmasked } from './view.ts'
