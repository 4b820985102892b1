import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DevicePage, DeviceView } from '#modules/devices/contract'
import { api } from '../../ui/api.ts'
import type { Filters } from '../shell/filters.ts'

const key = ['devices'] as const
const everyMs = 10_000

export function useDevices({ q, state }: Filters, offset: number) {
  const filter = { q, state, offset, limit: 100 }
  return useQuery({
    queryKey: [...key, 'list', filter],
    queryFn: ({ signal }) => api.get<DevicePage>('/devices', filter, signal),
    refetchInterval: everyMs,
  })
}

export function useDevice(id: string) {
  return useQuery({
    queryKey: [...key, 'one', id],
    queryFn: ({ signal }) => api.get<DeviceView>(`/devices/${id}`, undefined, signal),
    refetchInterval: everyMs,
  })
}

/**
 * A write below `/devices`. Without an intention key: answers that carry a device's key must not be kept by the server
 * for a second asking.
 */
export function useDeviceAction<T>(door: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: unknown) => api.post<T>(`/devices${door}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}
