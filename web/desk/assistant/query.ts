import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PassagePage, Shares, SynonymRow } from '#modules/assistant/contract'
import { api, type QueryValue } from '../../ui/api.ts'

const base = 'assistant'

export function usePassages(filter: Readonly<Record<string, QueryValue>>) {
  return useQuery({
    queryKey: [base, 'passages', filter],
    queryFn: ({ signal }) => api.get<PassagePage>('/assistant/passages', filter, signal),
    placeholderData: (old) => old,
  })
}

export function useShares() {
  return useQuery({
    queryKey: [base, 'shares'],
    queryFn: ({ signal }) => api.get<Shares>('/assistant/shares', undefined, signal),
  })
}

export function useSynonyms() {
  return useQuery({
    queryKey: [base, 'synonyms'],
    queryFn: ({ signal }) => api.get<SynonymRow[]>('/assistant/synonyms', undefined, signal),
  })
}

/** A write; whatever the page shows of the library is read again. */
export function useLibraryWrite<I>(path: (input: I) => string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: I) => api.post<unknown>(path(input), input),
    onSettled: () => client.invalidateQueries({ queryKey: [base] }),
  })
}
