import { useQuery } from '@tanstack/react-query'
import type { FormList, FormRows } from '#modules/collection/contract'
import { api } from '../../ui/api.ts'
import { keptAnswer } from '../../ui/outbox/kept.ts'
import { useSession } from '../../ui/session.tsx'

export function useForms() {
  const { me } = useSession()
  const owner = me?.id ?? ''
  return useQuery({
    queryKey: ['forms', owner],
    queryFn: ({ signal }) =>
      keptAnswer(owner, 'forms', () => api.get<FormList>('/collection/forms', undefined, signal)),
    select: ({ answer }) => answer,
  })
}

/** Rows in the worker's own places, searched on the phone, so that a search works without a network as well. */
export function useFormRows(resource: string) {
  const { me } = useSession()
  const owner = me?.id ?? ''
  return useQuery({
    queryKey: ['form-rows', owner, resource],
    queryFn: ({ signal }) =>
      keptAnswer(owner, `rows:${resource}`, () =>
        api.get<FormRows>(`/resources/${resource}/form-rows`, undefined, signal),
      ),
    select: ({ answer }) => answer,
  })
}
