export { issueActions } from './actions/issues.ts'
export { sweepIssues } from './actions/sweep.ts'
export { createIssueTask, taskActionsOf } from './actions/tasks.ts'
