import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ApplyForData,
  AskForOwnPlaces,
  DraftedTerms,
  GrantedPage,
  GrantLog,
  GrantMatrix,
  GrantPage,
  GrantUses,
  GrantView,
  SharingClocks,
  Simulation,
} from '#modules/sharing/contract'
import { api, NetworkFailure, newIntentionKey } from '../../ui/api.ts'
import { type CaseDoor, caseKeys, useIntention } from '../../ui/cases.ts'
import { useSession } from '../../ui/session.tsx'

export const requests: CaseDoor = { type: 'data-request', path: '/data-requests' }

const all = ['sharing'] as const
export const grantPage = 50
export const matrixPage = 30

/** Organizations for which this reader manages data. */
export function useMyOrgs(): readonly string[] {
  const { me } = useSession()
  return [...new Set((me?.posts ?? []).filter((p) => p.role === 'data-manager').map((p) => p.org))]
}

export function useDrafts(resource: string | undefined, consumer: string | undefined) {
  return useQuery({
    queryKey: [...all, 'drafts', resource, consumer],
    queryFn: ({ signal }) => api.get<DraftedTerms>('/sharing/drafts', { resource, consumer }, signal),
    enabled: resource !== undefined && consumer !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

interface Made {
  readonly id: string
  readonly number: string
}

/** Asks for data; a repeat after a network failure asks once. */
export function useApply(onDone: (made: Made) => void) {
  const client = useQueryClient()
  const intention = useIntention()
  return useMutation({
    mutationFn: ({
      path,
      input,
    }: {
      path: '/data-requests' | '/sharing/own-places'
      input: Partial<ApplyForData> | AskForOwnPlaces
    }) => api.post<Made>(path, input, intention.keyOf(path + JSON.stringify(input))),
    onSuccess: onDone,
    onSettled: (_made, error) => {
      if (!(error instanceof NetworkFailure)) intention.renew()
      return client.invalidateQueries({ queryKey: caseKeys.lists(requests.type) })
    },
  })
}

export function useGrant(id: string | undefined) {
  return useQuery({
    queryKey: [...all, 'grant', id],
    queryFn: ({ signal }) => api.get<GrantView>(`/grants/${id}`, undefined, signal),
    enabled: id !== undefined,
  })
}

export function useGrants(query: Readonly<Record<string, string | number | undefined>>, enabled = true) {
  return useQuery({
    queryKey: [...all, 'grants', query],
    queryFn: ({ signal }) => api.get<GrantPage>('/grants', query, signal),
    placeholderData: keepPreviousData,
    enabled,
  })
}

export function useMatrix(query: Readonly<Record<string, string | number | undefined>>) {
  return useQuery({
    queryKey: [...all, 'matrix', query],
    queryFn: ({ signal }) => api.get<GrantMatrix>('/grants/matrix', query, signal),
    placeholderData: keepPreviousData,
  })
}

export function useUses(id: string) {
  return useQuery({
    queryKey: [...all, 'uses', id],
    queryFn: ({ signal }) => api.get<GrantUses>(`/grants/${id}/uses`, undefined, signal),
  })
}

export function useLog(id: string) {
  return useQuery({
    queryKey: [...all, 'log', id],
    queryFn: ({ signal }) => api.get<GrantLog>(`/grants/${id}/log`, undefined, signal),
  })
}

/** Looked at when it is asked for alone: each look is on record. */
export function useSimulation(id: string, isWanted: boolean) {
  return useQuery({
    queryKey: [...all, 'simulation', id],
    queryFn: ({ signal }) => api.get<Simulation>(`/grants/${id}/simulation`, undefined, signal),
    enabled: isWanted,
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
}

export interface RowsAsked {
  readonly purpose: string
  readonly where: string | undefined
  readonly q: string | undefined
  readonly after: string | undefined
  readonly limit: number
}

export function useRows(grant: string, asked: RowsAsked | undefined) {
  return useQuery({
    queryKey: [...all, 'rows', grant, asked],
    queryFn: ({ signal }) => api.get<GrantedPage>(`/grants/${grant}/rows`, { ...asked }, signal),
    enabled: asked !== undefined,
    retry: false,
    refetchOnWindowFocus: false,
  })
}

export function useGrantAction(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ action, revision, reason }: { action: string; revision: number; reason: string }) =>
      api.post(`/grants/${id}/${action}`, { revision, reason }, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  })
}

/** After a step on a request its grant has changed too. */
export function useForgetGrants() {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: all })
}

export function useClocks() {
  return useQuery({
    queryKey: [...all, 'clocks'],
    queryFn: ({ signal }) => api.get<SharingClocks>('/sharing/clocks', undefined, signal),
  })
}

export function useSaveClocks() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (clocks: SharingClocks) =>
      api.post<SharingClocks>('/sharing/clocks', clocks, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: [...all, 'clocks'] }),
  })
}
