import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { readAction } from './actions.ts'
import { NoticePage } from './contract.ts'
import type { noticeQueries } from './queries.ts'

const tag = 'notices'

export function noticeRoutes(queries: ReturnType<typeof noticeQueries>): Route[] {
  return [
    queryRoute('/notices', queries.list, {
      tag,
      summary: 'Your notices, newest first',
      response: NoticePage,
    }),
    actionRoute('/notices/:id/read', readAction, { tag, summary: 'Mark a notice as read' }),
  ]
}
