import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { IssuePage, IssueView } from '#modules/hot-issues/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import type { CaseDoor } from '../../ui/cases.ts'
import type { Filters } from '../shell/filters.ts'

export const tasks: CaseDoor = { type: 'issue-task', path: '/issue-tasks' }

const keys = { all: ['hot-issues'] as const }
/** New messages come by themselves: the list looks again each minute. */
const everyMs = 60_000

export function useIssues(filters: Filters, limit: number) {
  const { state, place, category, days } = filters
  const filter = { state, place, category, days, limit }
  return useQuery({
    queryKey: [...keys.all, 'list', filter],
    queryFn: ({ signal }) => api.get<IssuePage>('/hot-issues', filter, signal),
    refetchInterval: everyMs,
  })
}

export function useIssue(id: string) {
  return useQuery({
    queryKey: [...keys.all, 'one', id],
    queryFn: ({ signal }) => api.get<IssueView>(`/hot-issues/${id}`, undefined, signal),
  })
}

interface IssueAct {
  readonly id: string
  readonly version: number
  readonly action: string
  readonly input?: Readonly<Record<string, unknown>>
}

/** Takes a step on the issue of the page, or on another one that it names. */
export type Act = (action: string, input?: IssueAct['input'], of?: { id: string; version: number }) => void

/** Takes an action on an issue; list and page are read again, after a refusal too. */
export function useIssueAction() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, version, action, input }: IssueAct) =>
      api.post<{ id: string }>(`/hot-issues/${id}/${action}`, { ...input, version }, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: keys.all }),
  })
}
