import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Item, ResourceView } from '#modules/catalogue/contract'
import {
  type Doubt,
  type EntityView,
  type LinkageView,
  type RecordRef,
  runsGoingOn,
} from '#modules/linkage/contract'
import type { GrantPage } from '#modules/sharing/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { linkageJudgingTexts } from '../messages/linkage-judging.ts'

const all = ['linkage'] as const
const everyMs = 60_000
/** A run is over in seconds to minutes: its progress is worth a question each second and a half. */
const whileRunningMs = 1500

export function isGoingOn(l: Pick<LinkageView, 'run'>): boolean {
  return runsGoingOn.some((state) => state === l.run?.state)
}

export function useLinkages() {
  return useQuery({
    queryKey: [...all, 'list'],
    queryFn: ({ signal }) => api.get<{ rows: LinkageView[] }>('/linkages', undefined, signal),
    refetchInterval: ({ state }) => (state.data?.rows.some(isGoingOn) ? whileRunningMs : everyMs),
  })
}

export function useLinkage(id: string) {
  return useQuery({
    queryKey: [...all, id],
    queryFn: ({ signal }) => api.get<LinkageView>(`/linkages/${id}`, undefined, signal),
  })
}

/** Grants that the organization holds, those that are over among them: their sources still need a name. */
export function useGrants(org: string) {
  return useQuery({
    queryKey: [...all, 'grants', org],
    queryFn: ({ signal }) => api.get<GrantPage>('/grants', { consumer: org, limit: 200 }, signal),
    enabled: org !== '',
  })
}

/** The items of some resources, by the resource's id; those that have not come yet are missing. */
export function useItems(ids: readonly string[]): ReadonlyMap<string, readonly Item[]> {
  return useQueries({
    queries: [...new Set(ids)].map((id) => ({
      queryKey: [...all, 'resource', id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<ResourceView>(`/resources/${id}`, undefined, signal),
    })),
    combine: (answers) =>
      new Map(answers.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data.content.items]]))),
  })
}

export const pairsPerPage = 10

export function useDoubts(id: string, state: Doubt['state'], offset: number) {
  return useQuery({
    queryKey: [...all, id, 'doubts', state, offset],
    queryFn: ({ signal }) =>
      api.get<{ rows: Doubt[] }>(`/linkages/${id}/doubts`, { state, offset, limit: pairsPerPage }, signal),
    retry: false,
  })
}

export function useEntity(id: string, ref: RecordRef | undefined) {
  return useQuery({
    queryKey: [...all, id, 'entity', ref],
    queryFn: ({ signal }) => api.get<EntityView>(`/linkages/${id}/entity`, { ...ref }, signal),
    enabled: ref !== undefined,
    retry: false,
  })
}

/** A write below a path. It counts as done when everything about linkage is read again, after a refusal too. */
export function useLinkageWrite<T>(path: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => api.post<T>(path, body, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  })
}

/** '低保对象（民政局）' for a source of a linkage; its number before the grants are known. */
export function useSourceName(l: LinkageView): (source: number) => string {
  const t = useText(linkageJudgingTexts)
  const orgName = useOrgName()
  const { data } = useGrants(l.org)
  return (source) => {
    const grant = data?.rows.find((g) => g.id === l.content.sources[source]?.grant)
    return grant === undefined
      ? `${t('source')} ${source + 1}`
      : t('source.name', { resource: grant.resourceName, provider: orgName(grant.provider) })
  }
}
