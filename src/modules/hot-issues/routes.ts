import type { AnyAction, Route } from '#kernel/http/define'
import { actionRoute, queryRoute } from '#kernel/http/define'
import { issueActions } from './actions.ts'
import { IssueChanged, IssuePage, IssueView, TaskMade } from './contract.ts'
import { getIssueQuery, listIssues } from './queries.ts'

const tag = 'hot-issues'

const summaries: Readonly<Record<keyof typeof issueActions, string>> = {
  rename: 'Give an issue a name of one’s own',
  merge: 'Merge an issue into another one',
  unmerge: 'Undo a merge',
  split: 'Split members out into a new issue',
  remove: 'Take a message out; the stream never puts it back',
  restore: 'Put a message back that was taken out',
  dismiss: 'Dismiss an issue, with the reason',
  reopen: 'Take a dismissed issue up again',
}

export function issueRoutes(createTask: AnyAction): Route[] {
  return [
    queryRoute('/hot-issues', listIssues, { tag, summary: 'Hot issues by heat', response: IssuePage }),
    queryRoute('/hot-issues/:id', getIssueQuery, {
      tag,
      summary: 'One issue with the members that you may see',
      response: IssueView,
    }),
    ...Object.entries(issueActions).map(([name, action]) =>
      actionRoute(`/hot-issues/:id/${name}`, action as AnyAction, {
        tag,
        summary: summaries[name as keyof typeof issueActions],
        response: IssueChanged,
      }),
    ),
    actionRoute('/hot-issues/:id/task', createTask, {
      tag,
      summary: 'Turn an issue into a task for a department',
      status: 201,
      response: TaskMade,
    }),
  ]
}
