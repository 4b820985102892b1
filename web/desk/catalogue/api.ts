import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Lineage, ResourcePage, ResourceView } from '#modules/catalogue/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import type { Filters } from '../shell/filters.ts'

const all = ['catalogue'] as const
export const pageSize = 20

/** What the list is filtered by; the export takes the same. */
export function filterOf({ q, kind, share, state, provider, level }: Filters) {
  return { q, kind, share, state, provider, level }
}

export function useResources(filters: Filters) {
  const page = Math.max(1, Number(filters.page ?? 1) || 1)
  const query = { ...filterOf(filters), limit: pageSize, offset: (page - 1) * pageSize }
  return useQuery({
    queryKey: [...all, 'list', query],
    queryFn: ({ signal }) => api.get<ResourcePage>('/resources', query, signal),
    placeholderData: (old) => old,
  })
}

export function useResource(id: string | undefined) {
  return useQuery({
    queryKey: [...all, 'one', id],
    queryFn: ({ signal }) => api.get<ResourceView>(`/resources/${id}`, undefined, signal),
    enabled: id !== undefined,
  })
}

export function useLineage(id: string) {
  return useQuery({
    queryKey: [...all, 'lineage', id],
    queryFn: ({ signal }) => api.get<Lineage>(`/resources/${id}/lineage`, undefined, signal),
  })
}

export function useCatalogueRead<T>(path: string, query: Readonly<Record<string, string | undefined>> = {}) {
  return useQuery({
    queryKey: [...all, path, query],
    queryFn: ({ signal }) => api.get<T>(path, query, signal),
  })
}

/** A write on the catalogue; everything read of it is read again, after a refusal too. */
export function useCatalogueAction<O = { id: string }>(onDone?: (output: O) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, input }: { path: string; input: object }) =>
      api.post<O>(path, input, newIntentionKey()),
    onSuccess: (output) => onDone?.(output),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  })
}
