import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  MatchPage,
  PatternContent,
  PatternPage,
  PatternView,
  TriedPattern,
} from '#modules/early-warning/contract'
import { api, newIntentionKey, type QueryValue } from '../../ui/api.ts'
import { caseKeys } from '../../ui/cases.ts'
import { warnings } from '../../ui/warnings.ts'

const key = ['patterns'] as const

export function usePatterns(filter: Readonly<Record<string, QueryValue>>) {
  return useQuery({
    queryKey: [...key, 'list', filter],
    queryFn: ({ signal }) => api.get<PatternPage>('/early-warning/patterns', filter, signal),
  })
}

export function usePattern(id: string | undefined) {
  return useQuery({
    queryKey: [...key, 'one', id],
    queryFn: ({ signal }) => api.get<PatternView>(`/early-warning/patterns/${id}`, undefined, signal),
    enabled: id !== undefined,
    refetchInterval: ({ state: { data } }) => (data?.state === 'on' && !data.inEffect ? 1000 : false),
  })
}

/** Makes, changes or switches a pattern; lists and pages are read again, after a refusal too. */
export function usePatternAction() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      api.post<{ id: string }>(`/early-warning/patterns${path}`, body, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}

export function usePatternTrial() {
  return useMutation({
    mutationFn: (body: { content: PatternContent; from: string; until: string }) =>
      api.post<TriedPattern>('/early-warning/try-pattern', body, newIntentionKey()),
  })
}

/** Below the warning's own key, so that a live event about it reads the matches again. */
export function useMatches(warning: string) {
  return useQuery({
    queryKey: [...caseKeys.one(warnings.type, warning), 'matches'],
    queryFn: ({ signal }) =>
      api.get<MatchPage>(`/early-warning/warnings/${warning}/matches`, undefined, signal),
  })
}
