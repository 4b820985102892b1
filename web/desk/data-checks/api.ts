import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, newIntentionKey, type QueryValue } from '../../ui/api.ts'
import type { CaseDoor } from '../../ui/cases.ts'

export const dataChecks: CaseDoor = { type: 'data-check', path: '/data-check-cases' }

const all = ['data-checks'] as const

export function useDataChecks<T>(path: string, query: Readonly<Record<string, QueryValue>> = {}) {
  return useQuery({
    queryKey: [...all, path, query],
    queryFn: ({ signal }) => api.get<T>(path, query, signal),
  })
}

/** A write; everything read of checks, duties and reports is read again, after a refusal too. */
export function useDataChecksWrite<O>(onDone?: (output: O) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, input }: { path: string; input: object }) =>
      api.post<O>(path, input, newIntentionKey()),
    onSuccess: (output) => onDone?.(output),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  })
}
