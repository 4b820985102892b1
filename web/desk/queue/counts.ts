import { useQueries } from '@tanstack/react-query'
import type { CasePage } from '#kernel/cases/contract'
import type { Me } from '#kernel/identity/contract'
import { api } from '../../ui/api.ts'
import type { Tab } from './tabs.ts'

const most = 100
const everyMs = 30_000

/** How many cases lie in each heap, counted to one hundred: '37', '100+', undefined while it is counted. */
export function useTabCounts(tabs: readonly Tab[], me: Me): readonly (string | undefined)[] {
  return useQueries({
    queries: tabs.map((tab) => ({
      queryKey: ['tab-counts', tab.name],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<CasePage>('/appeals', { ...tab.filter, limit: most }, signal),
      refetchInterval: everyMs,
      // Nobody works on "all": counting it would only cost.
      enabled: tab.name !== 'all',
      select: ({ rows, next }: CasePage) => {
        const kept = rows.filter((row) => tab.keep?.(row, me) ?? true)
        return next === null ? String(kept.length) : `${kept.length}+`
      },
    })),
  }).map((query) => query.data)
}
