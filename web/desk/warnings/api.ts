import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  AccuracyView,
  ChosenDetector,
  DetectorList,
  EvidencePage,
  SaveWarningLimits,
  SilenceView,
  TriedWatch,
  WarningLimits,
  WarningPlaces,
  WatchContent,
  WatchPage,
  WatchWithConsent,
} from '#modules/early-warning/contract'
import { api, newIntentionKey, type QueryValue } from '../../ui/api.ts'
import { caseKeys } from '../../ui/cases.ts'
import { warnings } from '../../ui/warnings.ts'

type Filter = Readonly<Record<string, QueryValue>>
const keys = { watches: ['watches'] as const, silences: ['silences'] as const }
/** Below the warning's own key, so that a live event about it reads the signals again. */
export function useEvidence(id: string) {
  return useQuery({
    queryKey: [...caseKeys.one(warnings.type, id), 'evidence'],
    queryFn: ({ signal }) =>
      api.get<EvidencePage>(`/early-warning/warnings/${id}/evidence`, undefined, signal),
  })
}

/** Below the key of the lists, so that a live event about a warning reads it again. */
export function useWarningPlaces(filter: Filter) {
  return useQuery({
    queryKey: [...caseKeys.lists(warnings.type), 'places', filter],
    queryFn: ({ signal }) => api.get<WarningPlaces>('/early-warning/places', filter, signal),
    refetchInterval: 60_000,
  })
}

export function useWatches(filter: Filter) {
  return useQuery({
    queryKey: [...keys.watches, 'list', filter],
    queryFn: ({ signal }) => api.get<WatchPage>('/early-warning/watches', filter, signal),
  })
}

export function useWatch(id: string | undefined) {
  return useQuery({
    queryKey: [...keys.watches, 'one', id],
    queryFn: ({ signal }) => api.get<WatchWithConsent>(`/early-warning/watches/${id}`, undefined, signal),
    enabled: id !== undefined,
    refetchInterval: ({ state: { data } }) => (data?.state === 'on' && !data.inEffect ? 1000 : false),
  })
}

/** Makes, changes or switches a watch; lists and pages are read again, after a refusal too. */
export function useWatchAction() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      api.post<{ id: string }>(`/early-warning/watches${path}`, body, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: keys.watches }),
  })
}

export function useDetectors() {
  return useQuery({
    queryKey: ['detectors'],
    queryFn: ({ signal }) => api.get<DetectorList>('/early-warning/detectors', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

interface TrialInput {
  readonly content: WatchContent
  /** The watch that is being changed; absent: a new one. */
  readonly of: string | undefined
  readonly from: string
  readonly until: string
}

export function useTrial() {
  return useMutation({
    mutationFn: (body: TrialInput) => api.post<TriedWatch>('/early-warning/try', body, newIntentionKey()),
  })
}

export function useChoice() {
  return useMutation({
    mutationFn: (body: TrialInput) =>
      api.post<ChosenDetector>('/early-warning/choose', body, newIntentionKey()),
  })
}

export function useSilences(past: boolean) {
  return useQuery({
    queryKey: [...keys.silences, past],
    queryFn: ({ signal }) => api.get<{ rows: SilenceView[] }>('/early-warning/silences', { past }, signal),
  })
}

export function useSilenceAction() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      api.post(`/early-warning/silences${path}`, body, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: keys.silences }),
  })
}

export function useAccuracy(filter: Filter) {
  return useQuery({
    queryKey: ['warning-accuracy', filter],
    queryFn: ({ signal }) => api.get<AccuracyView>('/early-warning/accuracy', filter, signal),
  })
}

export function useNoteMissed() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => api.post('/early-warning/missed', body, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: ['warning-accuracy'] }),
  })
}

const limitsKey = ['warning-limits'] as const

export function useLimits() {
  return useQuery({
    queryKey: limitsKey,
    queryFn: ({ signal }) => api.get<WarningLimits>('/early-warning/limits', undefined, signal),
  })
}

/** Reads them again after a refusal too: somebody else may have saved. */
export function useSaveLimits() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: SaveWarningLimits) => api.post('/early-warning/limits', body, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: limitsKey }),
  })
}
