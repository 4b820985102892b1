import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ResourcePage, ResourceView } from '#modules/catalogue/contract'
import type {
  LetterContent,
  LetterPage,
  LetterRow,
  PullRetention,
  SourcePage,
  SourceView,
  Trial,
} from '#modules/pulls/contract'
import { api, newIntentionKey } from '../../ui/api.ts'

const key = ['pulls'] as const
/** What runs by itself is looked at again. */
const everyMs = 15_000

export function useSources() {
  return useQuery({
    queryKey: [...key, 'list'],
    queryFn: ({ signal }) => api.get<SourcePage>('/pulls', undefined, signal),
    refetchInterval: everyMs,
  })
}

export function useSource(id: string) {
  return useQuery({
    queryKey: [...key, 'one', id],
    queryFn: ({ signal }) => api.get<SourceView>(`/pulls/${id}`, undefined, signal),
    refetchInterval: (query) => (query.state.data?.running === true ? 2000 : everyMs),
  })
}

export function useLetters(query: Readonly<Record<string, string | number | undefined>>) {
  return useQuery({
    queryKey: [...key, 'letters', query],
    queryFn: ({ signal }) => api.get<LetterPage>('/pulls/letters', query, signal),
    placeholderData: keepPreviousData,
  })
}

export function useLetterContent({ source, id }: LetterRow, isWanted: boolean) {
  return useQuery({
    queryKey: [...key, 'letter', id],
    queryFn: ({ signal }) => api.get<LetterContent>(`/pulls/${source}/letters/${id}`, undefined, signal),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
}

export function useRetention() {
  return useQuery({
    queryKey: [...key, 'retention'],
    queryFn: ({ signal }) => api.get<PullRetention>('/pulls/retention', undefined, signal),
  })
}

/** A write below `/pulls`; list and page are read again whatever came of it. */
export function usePullAction<T>(door: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: unknown) => api.post<T>(`/pulls${door}`, body, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}

export function useTrial() {
  return useMutation({ mutationFn: (body: unknown) => api.post<Trial>('/pulls/try', body) })
}

/** Published resources, by which a source is told what it fills. */
export function useResources() {
  return useQuery({
    queryKey: ['resources', 'published'],
    queryFn: ({ signal }) => api.get<ResourcePage>('/resources', { state: 'published', limit: 100 }, signal),
  })
}

export function useResource(id: string) {
  return useQuery({
    queryKey: ['resources', 'one', id],
    queryFn: ({ signal }) => api.get<ResourceView>(`/resources/${id}`, undefined, signal),
    enabled: id !== '',
  })
}
