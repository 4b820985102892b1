import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AlertPage, AlertView, SourceList, SourceView } from '#modules/cap/contract'
import { api } from '../../ui/api.ts'
import type { Filters } from '../shell/filters.ts'

const key = ['cap'] as const
const everyMs = 30_000
export const pageSize = 50

export function useAlerts(origin: 'received' | 'published', { q, status, state }: Filters, offset: number) {
  const filter = { origin, q, status, state, offset, limit: pageSize }
  return useQuery({
    queryKey: [...key, 'list', filter],
    queryFn: ({ signal }) => api.get<AlertPage>('/cap/alerts', filter, signal),
    refetchInterval: everyMs,
    placeholderData: (before) => before,
  })
}

export function useAlert(id: string) {
  return useQuery({
    queryKey: [...key, 'one', id],
    queryFn: ({ signal }) => api.get<AlertView>(`/cap/alerts/${id}`, undefined, signal),
    refetchInterval: everyMs,
  })
}

export function useSources() {
  return useQuery({
    queryKey: [...key, 'sources'],
    queryFn: ({ signal }) => api.get<SourceList>('/cap/sources', undefined, signal),
    refetchInterval: everyMs,
  })
}

export function useSource(id: string) {
  return useQuery({
    queryKey: [...key, 'source', id],
    queryFn: ({ signal }) => api.get<SourceView>(`/cap/sources/${id}`, undefined, signal),
    refetchInterval: 5_000,
  })
}

/** A write below `/cap`; all lists are asked for anew whatever came of it. */
export function useCapAction<T>(door: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: unknown) => api.post<T>(`/cap${door}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}
