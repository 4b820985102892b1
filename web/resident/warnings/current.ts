import { useQuery } from '@tanstack/react-query'
import type { CurrentAlerts } from '#modules/cap/contract'
import { api } from '../../ui/api.ts'

/** Real public warnings that hold now. */
export function useCurrentWarnings() {
  return useQuery({
    queryKey: ['warnings', 'current'],
    queryFn: ({ signal }) => api.get<CurrentAlerts>('/cap/current', undefined, signal),
    refetchInterval: 60_000,
  })
}
