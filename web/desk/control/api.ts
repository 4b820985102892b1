import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  CalendarPage,
  CountSource,
  ForbiddenList,
  MeasureTableView,
  Model,
  SubjectPage,
  SubjectView,
} from '#modules/control/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import type { CaseDoor } from '../../ui/cases.ts'
import { useSession } from '../../ui/session.tsx'
import type { Filters } from '../shell/filters.ts'

export const inspections: CaseDoor = { type: 'inspection', path: '/inspections' }

const all = ['control'] as const
export const pageSize = 50

/** Organizations whose subjects and models this reader may write. */
export function useOwnOrgs(): readonly string[] {
  const { me } = useSession()
  const writes = (role: string) => role === 'handler' || role === 'data-manager'
  return [...new Set((me?.posts ?? []).filter((p) => writes(p.role)).map((p) => p.org))]
}

export function useSubjects({ kind, level, place, owner, state, text, offset }: Filters) {
  const filter = { kind, level, place, owner, state, text, offset, limit: pageSize }
  return useQuery({
    queryKey: [...all, 'subjects', filter],
    queryFn: ({ signal }) => api.get<SubjectPage>('/control/subjects', filter, signal),
    placeholderData: (old) => old,
  })
}

export function useSubject(id: string) {
  return useQuery({
    queryKey: [...all, 'subject', id],
    queryFn: ({ signal }) => api.get<SubjectView>(`/control/subjects/${id}`, undefined, signal),
  })
}

export function useCalendar(query: Readonly<Record<string, string | undefined>>) {
  return useQuery({
    queryKey: [...all, 'calendar', query],
    queryFn: ({ signal }) => api.get<CalendarPage>('/control/calendar', query, signal),
    placeholderData: (old) => old,
  })
}

export function useModels() {
  return useQuery({
    queryKey: [...all, 'models'],
    queryFn: ({ signal }) => api.get<{ rows: Model[] }>('/control/models', undefined, signal),
  })
}

export function useModel(id: string) {
  return useQuery({
    queryKey: [...all, 'model', id],
    queryFn: ({ signal }) => api.get<Model>(`/control/models/${id}`, undefined, signal),
  })
}

export function useCounts() {
  return useQuery({
    queryKey: [...all, 'counts'],
    queryFn: ({ signal }) => api.get<{ rows: CountSource[] }>('/control/counts', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useMeasures() {
  return useQuery({
    queryKey: [...all, 'measures'],
    queryFn: ({ signal }) => api.get<MeasureTableView>('/control/measures', undefined, signal),
  })
}

export function useForbidden() {
  return useQuery({
    queryKey: [...all, 'forbidden'],
    queryFn: ({ signal }) =>
      api.get<{ list: ForbiddenList; may: boolean }>('/control/forbidden', undefined, signal),
  })
}

/** A write below `/control`; everything about it is read again, after a refusal too. */
export function useControlWrite<T = { id: string }>(path: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => api.post<T>(`/control${path}`, body, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  })
}
