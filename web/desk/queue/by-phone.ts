import { useInfiniteQuery } from '@tanstack/react-query'
import type { CasePage, CaseRow } from '#kernel/cases/contract'
import type { Me } from '#kernel/identity/contract'
import { request } from '../../ui/api.ts'
import { hasRole } from '../../ui/session.tsx'

/** Posts that see an applicant's number on a case of theirs; the server decides for each case. */
const readers = ['clerk', 'dispatcher', 'handler', 'supervisor'] as const
const pageSize = 50

/** The telephone number that was typed, written as the server knows it; undefined where it is anything else. */
export function phoneIn(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '').replace(/^(?:\+|00)?86(?=1)/, '')
  return /^(?:1[3-9]\d{9}|0\d{9,11})$/.test(digits) ? digits : undefined
}

export function maySearchPhones(me: Me): boolean {
  return readers.some((role) => hasRole(me, role))
}

/**
 * The cases of whoever has this number. Asked in the body of a request and never in an address, and not asked anew by
 * itself: the audit keeps each search.
 */
export function useCasesByPhone(phone: string | undefined) {
  const query = useInfiniteQuery({
    queryKey: ['cases-by-phone', phone],
    queryFn: ({ pageParam, signal }) =>
      request<CasePage>('POST', '/appeals/by-phone', {
        body: { phone, limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: phone !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const rows: readonly CaseRow[] = query.data?.pages.flatMap((page) => page.rows) ?? []
  return { ...query, rows }
}
