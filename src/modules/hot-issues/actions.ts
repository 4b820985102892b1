export { issueActions } from './actions/issues.ts'
export { createIssueTask, taskActionsOf } from './actions/tasks.ts'
