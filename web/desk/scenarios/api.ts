import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  Conformance,
  PartyInvited,
  PartyList,
  ScenarioPage,
  ScenarioView,
} from '#modules/scenarios/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { useIntention } from '../../ui/intention.ts'

const all = ['scenarios'] as const
export const pageSize = 20
/** While the platform installs or puts back, the page asks again so often. */
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
      const isReturning = data?.parts.some((p) => p.state === 'returning') === true
      return at === 'installing' || at === 'publishing' || isReturning ? pollMs : false
    },
  })
}

/** A write below /api/v1; everything about scenarios is read again, after a refusal too. */
export function useScenarioWrite(path: string) {
  const client = useQueryClient()
  const send = useIntention()
  return useMutation({
    mutationFn: (body: object) => send<{ id: string }>(path, body),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  })
}

/** Changes nothing. */
export function useCheck() {
  return useMutation({
    mutationFn: (manifest: unknown) => api.post<Conformance>('/scenarios/check', { manifest }),
  })
}

export function useParties(code: string, sandbox: boolean) {
  return useQuery({
    queryKey: [...all, 'parties', code, sandbox],
    queryFn: ({ signal }) => api.get<PartyList>(`/scenario-runs/${code}/parties`, { sandbox }, signal),
  })
}

/** The invitation is told once and kept nowhere: not in the list that is read again either. */
export function useInvite(code: string, sandbox: boolean) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (who: { readonly kind: string; readonly key: string }) =>
      api.post<PartyInvited>(`/scenario-runs/${code}/parties`, { ...who, sandbox }, newIntentionKey()),
    retry: false,
    onSettled: () => client.invalidateQueries({ queryKey: [...all, 'parties'] }),
  })
}

export function useEndParty(id: string) {
  const client = useQueryClient()
  const send = useIntention()
  return useMutation({
    mutationFn: () => send(`/scenario-parties/${id}/end`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: [...all, 'parties'] }),
  })
}
