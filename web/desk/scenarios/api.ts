import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Conformance, ScenarioPage, ScenarioView } from '#modules/scenarios/contract'
import { api, newIntentionKey } from '../../ui/api.ts'

const all = ['scenarios'] as const
export const pageSize = 20
/** While the platform installs or takes away, the page asks again so often. */
const pollMs = 1500

export function useScenarios(query: Readonly<Record<string, string | number | undefined>>) {
  return useQuery({
    queryKey: [...all, 'list', query],
    queryFn: ({ signal }) => api.get<ScenarioPage>('/scenarios', { ...query, limit: pageSize }, signal),
    placeholderData: keepPreviousData,
  })
}

export function useScenario(id: string) {
  return useQuery({
    queryKey: [...all, 'one', id],
    queryFn: ({ signal }) => api.get<ScenarioView>(`/scenarios/${id}`, undefined, signal),
    refetchInterval: ({ state: { data } }) => {
      const at = data?.candidate?.state
      return at === 'installing' || at === 'publishing' ? pollMs : false
    },
  })
}

/** A write below /api/v1; everything about scenarios is read again, after a refusal too. */
export function useScenarioWrite(path: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => api.post<{ id: string }>(path, body, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  })
}

/** Changes nothing. */
export function useCheck() {
  return useMutation({
    mutationFn: (manifest: unknown) => api.post<Conformance>('/scenarios/check', { manifest }),
  })
}
