import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useState } from 'react'
import type { CasePage, CaseRow, CaseView, ListCases, TimelineStep } from '#kernel/cases/contract'
import type { Locale } from '#kernel/i18n/define'
import { api, NetworkFailure, newIntentionKey, type QueryValue } from './api.ts'
import { useLanguage } from './i18n.tsx'

/** A case type as the web reaches it: `{ type: 'appeal', path: '/appeals' }`. */
export interface CaseDoor {
  readonly type: string
  readonly path: string
}

export const appeals: CaseDoor = { type: 'appeal', path: '/appeals' }

type Titled = Pick<CaseRow, 'title' | 'titleInEnglish'>

export function caseTitle(locale: Locale, { title, titleInEnglish }: Titled): string {
  return (locale === 'en' ? titleInEnglish : undefined) ?? title
}

/** What a case is called on this screen. */
export function useCaseTitle(): (c: Titled) => string {
  const { locale } = useLanguage()
  return (c) => caseTitle(locale, c)
}

export type CaseFilter = Partial<Readonly<Record<keyof ListCases, QueryValue>>>

/** One set of query keys, so that a live event reaches what it changes. */
export const caseKeys = {
  all: (type: string) => ['cases', type] as const,
  lists: (type: string) => ['cases', type, 'list'] as const,
  list: (type: string, filter: CaseFilter) => ['cases', type, 'list', filter] as const,
  one: (type: string, id: string) => ['cases', type, 'one', id] as const,
  similar: (type: string, id: string) => ['cases', type, 'similar', id] as const,
  track: (type: string, id: string) => ['cases', type, 'track', id] as const,
}

/** Pages of cases that this reader may see; `rows` joins those that are loaded. */
export function useCaseList(door: CaseDoor, filter: CaseFilter, enabled = true) {
  const query = useInfiniteQuery({
    queryKey: caseKeys.list(door.type, filter),
    queryFn: ({ pageParam, signal }) =>
      api.get<CasePage>(door.path, { ...filter, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled,
  })
  const rows: readonly CaseRow[] = query.data?.pages.flatMap((page) => page.rows) ?? []
  return { ...query, rows }
}

export function useCase(door: CaseDoor, id: string | undefined) {
  return useQuery({
    queryKey: caseKeys.one(door.type, id ?? ''),
    queryFn: ({ signal }) => api.get<CaseView>(`${door.path}/${id}`, undefined, signal),
    enabled: id !== undefined,
  })
}

/** What the receipt opens to anyone who holds it: state and offices, no text and no person. */
export interface PublicProgress {
  readonly row: CaseRow
  readonly steps: readonly Pick<TimelineStep, 'seq' | 'action' | 'org' | 'at' | 'to'>[]
}

/** Asked anew every half minute: live events reach only people who have signed in. */
export function usePublicProgress(door: CaseDoor, number: string, id: string) {
  return useQuery({
    queryKey: caseKeys.track(door.type, id),
    queryFn: ({ signal }) => api.get<PublicProgress>(`${door.path}/track/${number}/${id}`, undefined, signal),
    refetchInterval: 30_000,
  })
}

export interface CaseActionInput {
  readonly id: string
  /** The version that the person looked at. */
  readonly version: number
  /** A name of the type's action table, such as `askCo`. */
  readonly action: string
  readonly input?: Readonly<Record<string, unknown>>
}

/**
 * Takes an action on a case. The key stays the same until the server has answered, so that a repeat after a network
 * failure does nothing twice.
 */
export function useCaseAction(door: CaseDoor) {
  const client = useQueryClient()
  const intention = useIntention()
  return useMutation({
    mutationFn: ({ id, version, action, input }: CaseActionInput) =>
      api.post<unknown>(
        `${door.path}/${id}/${kebab(action)}`,
        { ...input, version },
        intention.keyOf(`${id} ${version} ${action} ${JSON.stringify(input ?? {})}`),
      ),
    onSettled: (_output, error, { id }) => {
      if (!(error instanceof NetworkFailure)) intention.renew()
      return refreshCase(client, door.type, id)
    },
  })
}

/** Lists and the page of a case are read again. */
export async function refreshCase(client: QueryClient, type: string, id: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: caseKeys.one(type, id) }),
    client.invalidateQueries({ queryKey: caseKeys.track(type, id) }),
    client.invalidateQueries({ queryKey: caseKeys.lists(type) }),
  ])
}

/** One key a distinct intention; `renew` after the server has answered it. */
export function useIntention() {
  const [keys] = useState(() => new Map<string, string>())
  return {
    keyOf(intention: string): string {
      const key = keys.get(intention) ?? newIntentionKey()
      keys.set(intention, key)
      return key
    },
    renew: () => keys.clear(),
  }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)
}
