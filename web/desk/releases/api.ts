import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReleasePage, ReleaseProposal, ReleaseView, UploadedHierarchy } from '#modules/releases/contract'
import { api, newIntentionKey, request } from '../../ui/api.ts'

const all = ['releases'] as const
export const pageSize = 20
/** While it is computed, the page asks again so often. */
const pollMs = 1500

export function useReleases(query: Readonly<Record<string, string | number | undefined>>) {
  return useQuery({
    queryKey: [...all, 'list', query],
    queryFn: ({ signal }) => api.get<ReleasePage>('/releases', { ...query, limit: pageSize }, signal),
    placeholderData: keepPreviousData,
  })
}

export function useRelease(id: string) {
  return useQuery({
    queryKey: [...all, 'one', id],
    queryFn: ({ signal }) => api.get<ReleaseView>(`/releases/${id}`, undefined, signal),
    refetchInterval: ({ state: { data } }) =>
      data?.row.state === 'computing' || data?.row.state === 'writing' ? pollMs : false,
  })
}

export function useProposal(resource: string | undefined) {
  return useQuery({
    queryKey: [...all, 'proposal', resource],
    queryFn: ({ signal }) =>
      api.get<ReleaseProposal>(`/resources/${resource}/release-proposal`, undefined, signal),
    enabled: resource !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** A write below /api/v1; everything about releases is read again, after a refusal too. */
export function useReleaseWrite<T>(path: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => api.post<T>(path, body, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  })
}

export function useHierarchyFile(resource: string) {
  return useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.append('file', file)
      return request<UploadedHierarchy>('POST', `/resources/${resource}/release-hierarchy-file`, { body })
    },
  })
}
