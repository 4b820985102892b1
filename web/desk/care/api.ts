import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CareGroupsView, CarePage, CareView } from '#modules/control/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import type { Filters } from '../shell/filters.ts'

const all = ['care'] as const
export const pageSize = 50

export function useCareList({ group, level, state, place, offset }: Filters) {
  const filter = { group, level, state, place, offset, limit: pageSize }
  return useQuery({
    queryKey: [...all, 'list', filter],
    queryFn: ({ signal }) => api.get<CarePage>('/care-levels', filter, signal),
  })
}

export function useCare(id: string) {
  return useQuery({
    queryKey: [...all, 'one', id],
    queryFn: ({ signal }) => api.get<CareView>(`/care-levels/${id}`, undefined, signal),
    // Each look is logged: it is not repeated because a window came to the front.
    refetchOnWindowFocus: false,
  })
}

export function useCareGroups() {
  return useQuery({
    queryKey: [...all, 'groups'],
    queryFn: ({ signal }) => api.get<CareGroupsView>('/care-levels/groups', undefined, signal),
  })
}

export function useCareWrite(path: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => api.post<{ id: string }>(`/care-levels${path}`, body, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  })
}
