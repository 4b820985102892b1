import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import type { Messages } from '#kernel/i18n/define'
import { readAction } from './actions.ts'
import { NoticePage } from './contract.ts'
import { noticeQueries } from './queries.ts'

const tag = 'notices'

export function notifyRoutes(messages: Messages): Route[] {
  const queries = noticeQueries(messages)
  return [
    queryRoute('/notices', queries.list, {
      tag,
      summary: 'Your notices, newest first',
      response: NoticePage,
    }),
    actionRoute('/notices/:id/read', readAction, { tag, summary: 'Mark a notice as read' }),
  ]
}
