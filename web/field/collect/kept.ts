import { useQuery } from '@tanstack/react-query'
import type { FormList, FormRows } from '#modules/collection/contract'
import { api, NetworkFailure } from '../../ui/api.ts'
import { useSession } from '../../ui/session.tsx'
import { records } from '../outbox/database.ts'

interface Kept<T> {
  readonly id: string
  readonly answer: T
}

/** The server's answer, kept on the phone; without a network what was kept last, for the account that asked. */
async function keptAnswer<T>(id: string, ask: () => Promise<T>): Promise<T> {
  try {
    const answer = await ask()
    await records.save('drafts', { id, answer }).catch(() => undefined)
    return answer
  } catch (error) {
    const kept = error instanceof NetworkFailure ? await records.find<Kept<T>>('drafts', id) : undefined
    if (kept === undefined) throw error
    return kept.answer
  }
}

export function useForms() {
  const { me } = useSession()
  const owner = me?.id ?? ''
  return useQuery({
    queryKey: ['forms', owner],
    queryFn: ({ signal }) =>
      keptAnswer(`forms:${owner}`, () => api.get<FormList>('/collection/forms', undefined, signal)),
  })
}

/** Rows in the worker's own places, searched on the phone, so that a search works without a network as well. */
export function useFormRows(resource: string) {
  const { me } = useSession()
  const owner = me?.id ?? ''
  return useQuery({
    queryKey: ['form-rows', owner, resource],
    queryFn: ({ signal }) =>
      keptAnswer(`rows:${owner}:${resource}`, () =>
        api.get<FormRows>(`/resources/${resource}/form-rows`, undefined, signal),
      ),
  })
}
