import { useQueries } from '@tanstack/react-query'
import type { CaseCount } from '#kernel/cases/contract'
import { api } from '../../ui/api.ts'
import type { Tab } from './tabs.ts'

const everyMs = 30_000

/** How many cases lie in each heap: '37', '1000+', undefined while it is counted. */
export function useTabCounts(tabs: readonly Tab[]): readonly (string | undefined)[] {
  return useQueries({
    queries: tabs.map(({ name, filter: { sort: _sort, ...filter } }) => ({
      queryKey: ['tab-counts', name],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get<CaseCount>('/appeals/count', filter, signal),
      refetchInterval: everyMs,
      // Nobody works on "all": counting it would only cost.
      enabled: name !== 'all',
      select: ({ count, capped }: CaseCount) => (capped ? `${count}+` : String(count)),
    })),
  }).map((query) => query.data)
}
