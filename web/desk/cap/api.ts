import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Me } from '#kernel/identity/contract'
import type { AlertPage, AlertView, SourceList, SourceView } from '#modules/cap/contract'
import { api } from '../../ui/api.ts'
import { caseKeys } from '../../ui/cases.ts'
import { hasRole } from '../../ui/session.tsx'
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

/** Published messages that name a warning; below the warning's own key, so that a live event reads them again. */
export function useAlertsOf(warning: string, number: string, enabled: boolean) {
  return useQuery({
    queryKey: [...caseKeys.one('warning', warning), 'alerts'],
    queryFn: ({ signal }) =>
      api.get<AlertPage>('/cap/alerts', { origin: 'published', incident: number, limit: 20 }, signal),
    enabled,
    refetchInterval: everyMs,
  })
}

/** What others warn of for real and what holds now; exercises and tests are not among it. */
export function useOutside(enabled: boolean) {
  const filter = { origin: 'received', status: 'Actual', state: 'in-force', limit: 20 }
  return useQuery({
    queryKey: [...key, 'list', filter],
    queryFn: ({ signal }) => api.get<AlertPage>('/cap/alerts', filter, signal),
    enabled,
    refetchInterval: everyMs,
  })
}

/** Whether this reader may look at CAP messages at all; the server decides. */
export function maySeeAlerts(me: Me | undefined): boolean {
  return (['warning-officer', 'dispatcher', 'supervisor', 'leader', 'admin', 'auditor'] as const).some(
    (role) => hasRole(me, role),
  )
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
