import { queryRoute, type Route } from '#kernel/http/define'
import { CaseStatistics, PlaceCounts } from '../contract/statistics.ts'
import type { statisticsQueries } from './queries.ts'

/** The figures of a case type over HTTP; `path` is the plural under which its cases are found. */
export function statisticsRoutes(path: string, queries: ReturnType<typeof statisticsQueries>): Route[] {
  const tag = 'statistics'
  return [
    queryRoute(`/statistics${path}`, queries.statistics, {
      tag,
      summary: 'Figures of what you may see',
      response: CaseStatistics,
    }),
    queryRoute(`/statistics${path}/open-by-place`, queries.openByPlace, {
      tag,
      summary: 'Open and overdue cases by district or township, with centre points',
      response: PlaceCounts,
    }),
  ]
}
