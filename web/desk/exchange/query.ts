import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ExchangeLog,
  PlatformKeys,
  ProvenExchange,
  SystemList,
  UsageOfGrant,
} from '#modules/exchange/contract'
import type { GrantPage } from '#modules/sharing/contract'
import { api, type QueryValue } from '../../ui/api.ts'

const key = ['exchange'] as const

export function useSystems() {
  return useQuery({
    queryKey: [...key, 'systems'],
    queryFn: ({ signal }) => api.get<SystemList>('/exchange/systems', undefined, signal),
  })
}

export function usePlatformKeys() {
  return useQuery({
    queryKey: [...key, 'platform-keys'],
    queryFn: async ({ signal }) => {
      const response = await fetch('/.well-known/zhizhi-exchange-keys', { signal })
      return (await response.json()) as PlatformKeys
    },
  })
}

export function useGrants() {
  return useQuery({
    queryKey: [...key, 'grants'],
    queryFn: ({ signal }) => api.get<GrantPage>('/grants', { limit: 200 }, signal),
  })
}

export function useLog(query: Readonly<Record<string, QueryValue>>) {
  return useQuery({
    queryKey: [...key, 'log', query],
    queryFn: ({ signal }) => api.get<ExchangeLog>('/exchange/log', query, signal),
  })
}

export function useExchange(id: string) {
  return useQuery({
    queryKey: [...key, 'log', id],
    queryFn: ({ signal }) => api.get<ProvenExchange>(`/exchange/log/${id}`, undefined, signal),
  })
}

export function useUsage(grant: string) {
  return useQuery({
    queryKey: [...key, 'usage', grant],
    queryFn: ({ signal }) => api.get<UsageOfGrant>(`/exchange/usage/${grant}`, undefined, signal),
  })
}

/** A write at one of the page's doors; the lists are asked for anew whatever came of it. */
export function useExchangeAction(door: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: unknown) => api.post<unknown>(`/exchange/${door}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}
