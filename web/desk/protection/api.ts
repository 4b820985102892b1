import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, newIntentionKey } from '../../ui/api.ts'

const all = ['protection'] as const

export function useProtectionRead<T>(path: string, query: Readonly<Record<string, string | undefined>> = {}) {
  return useQuery({
    queryKey: [...all, path, query],
    queryFn: ({ signal }) => api.get<T>(path, query, signal),
  })
}

/** A write on what is protected; everything read of it is read again, after a refusal too. */
export function useProtectionAction<O = { id: string }>(onDone?: (output: O) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, input }: { path: string; input: object }) =>
      api.post<O>(path, input, newIntentionKey()),
    onSuccess: (output) => onDone?.(output),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  })
}
