import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ResourceView } from '#modules/catalogue/contract'
import type {
  DeliveryPage,
  MonitorPage,
  QualityView,
  QuarantinePage,
  RowHistory,
  RowPage,
} from '#modules/collection/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import type { CaseDoor } from '../../ui/cases.ts'

export const dataTasks: CaseDoor = { type: 'data-task', path: '/data-tasks' }

const all = ['collection'] as const
const everyMs = 60_000

export function useMonitor() {
  return useQuery({
    queryKey: [...all, 'monitor'],
    queryFn: ({ signal }) => api.get<MonitorPage>('/collection/monitor', { limit: 200 }, signal),
    refetchInterval: everyMs,
  })
}

export function useResource(id: string) {
  return useQuery({
    queryKey: [...all, 'resource', id],
    queryFn: ({ signal }) => api.get<ResourceView>(`/resources/${id}`, undefined, signal),
  })
}

export function useDeliveries(id: string) {
  return useQuery({
    queryKey: [...all, id, 'deliveries'],
    queryFn: ({ signal }) => api.get<DeliveryPage>(`/resources/${id}/deliveries`, { limit: 100 }, signal),
  })
}

export interface QuarantineFilter {
  readonly state: string
  readonly item: string | undefined
  readonly reason: string | undefined
  readonly delivery: string | undefined
}

export function useQuarantine(id: string, filter: QuarantineFilter) {
  return useInfiniteQuery({
    queryKey: [...all, id, 'quarantine', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<QuarantinePage>(
        `/resources/${id}/quarantine`,
        { ...filter, after: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

export function useRows(id: string, asOf: string | undefined) {
  return useInfiniteQuery({
    queryKey: [...all, id, 'rows', asOf],
    queryFn: ({ pageParam, signal }) =>
      api.get<RowPage>(`/resources/${id}/rows`, { asOf, after: pageParam, limit: 50 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    retry: false,
  })
}

export function useRowHistory(id: string, key: string) {
  return useQuery({
    queryKey: [...all, id, 'history', key],
    queryFn: ({ signal }) => api.get<RowHistory>(`/resources/${id}/row-history`, { key }, signal),
  })
}

export function useQuality(id: string) {
  return useQuery({
    queryKey: [...all, id, 'quality'],
    queryFn: ({ signal }) => api.get<QualityView>(`/resources/${id}/quality`, { days: 90 }, signal),
  })
}

/** A write below a path; everything about collection is read again, after a refusal too. */
export function useCollectionWrite<T>(path: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => api.post<T>(path, body, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  })
}
