import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FitList, NeedPage, NeedView, OfferPage, OfferView } from '#modules/scenarios/contract'
import { api } from '../../../ui/api.ts'
import { useIntention } from '../../../ui/intention.ts'

const all = ['scenario-wishes'] as const
export const pageSize = 20

type Query = Readonly<Record<string, string | number | undefined>>

export function useNeeds(query: Query) {
  return useQuery({
    queryKey: [...all, 'needs', query],
    queryFn: ({ signal }) => api.get<NeedPage>('/scenario-needs', { ...query, limit: pageSize }, signal),
    placeholderData: keepPreviousData,
  })
}

export function useNeed(id: string) {
  return useQuery({
    queryKey: [...all, 'need', id],
    queryFn: ({ signal }) => api.get<NeedView>(`/scenario-needs/${id}`, undefined, signal),
  })
}

export function useFits(id: string) {
  return useQuery({
    queryKey: [...all, 'fits', id],
    queryFn: ({ signal }) => api.get<FitList>(`/scenario-needs/${id}/fits`, undefined, signal),
  })
}

export function useOffers(query: Query) {
  return useQuery({
    queryKey: [...all, 'offers', query],
    queryFn: ({ signal }) => api.get<OfferPage>('/scenario-offers', { ...query, limit: pageSize }, signal),
    placeholderData: keepPreviousData,
  })
}

export function useOffer(id: string) {
  return useQuery({
    queryKey: [...all, 'offer', id],
    queryFn: ({ signal }) => api.get<OfferView>(`/scenario-offers/${id}`, undefined, signal),
  })
}

/** A write below /api/v1; needs and offers are read again, after a refusal too. */
export function useWishWrite(path: string) {
  const client = useQueryClient()
  const send = useIntention()
  return useMutation({
    mutationFn: (body: object) => send<{ id: string }>(path, body),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  })
}
