import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ClientsView } from '#modules/open311/contract'
import { api } from '../../ui/api.ts'

const key = ['open311'] as const

export function useOpen311() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<ClientsView>('/open311/clients', undefined, signal),
  })
}

/** A write at one of the page's doors; the lists are asked for anew whatever came of it. */
export function useOpen311Action<T>(door: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: unknown) => api.post<T>(`/open311/${door}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}
