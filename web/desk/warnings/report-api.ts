import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { WarningReportPage, WarningReportView } from '#modules/early-warning/contract'
import { api, newIntentionKey, type QueryValue } from '../../ui/api.ts'

const key = ['warning-reports'] as const

export function useWarningReports(filter: Readonly<Record<string, QueryValue>>) {
  return useQuery({
    queryKey: [...key, 'list', filter],
    queryFn: ({ signal }) => api.get<WarningReportPage>('/warning-reports', filter, signal),
    placeholderData: (before) => before,
  })
}

export function useWarningReport(id: string) {
  return useQuery({
    queryKey: [...key, 'one', id],
    queryFn: ({ signal }) => api.get<WarningReportView>(`/warning-reports/${id}`, undefined, signal),
  })
}

/** A write below `/warning-reports`; lists and pages are read again, after a refusal too. */
export function useReportWrite(onDone: (done: { id: string }) => void = () => undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      api.post<{ id: string }>(`/warning-reports${path}`, body, newIntentionKey()),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}
