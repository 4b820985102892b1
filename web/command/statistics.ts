import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CaseStatistics, PlaceCounts } from '#kernel/cases/contract'
import { dayOf } from '#kernel/clock/rules'
import { api } from '../ui/api.ts'
import { appeals, caseKeys } from '../ui/cases.ts'
import { useNow } from '../ui/clock.ts'

const dayMs = 86_400_000
/** Deadlines run out without an event. */
const refreshMs = 30_000

/** Below the lists' key: a live event refreshes the figures too. */
const key = (...parts: readonly (string | undefined)[]) => [
  ...caseKeys.lists(appeals.type),
  'statistics',
  ...parts,
]

export interface Period {
  readonly from: string
  readonly to: string
}

/** Today and the periods that end before it, as days in Shanghai. */
export function usePeriods() {
  const now = useNow(60).getTime()
  const day = (back: number) => dayOf(new Date(now - back * dayMs))
  return {
    today: day(0),
    month: { from: day(29), to: day(0) },
    week: { from: day(6), to: day(0) },
    weekBefore: { from: day(13), to: day(7) },
  }
}

export function useStatistics({ from, to }: Period) {
  return useQuery({
    queryKey: key(from, to),
    queryFn: ({ signal }) => api.get<CaseStatistics>('/statistics/appeals', { from, to }, signal),
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  })
}

export type Level = 'district' | 'township'

export function useOpenByPlace(level: Level) {
  return useQuery({
    queryKey: key('places', level),
    queryFn: ({ signal }) => api.get<PlaceCounts>('/statistics/appeals/open-by-place', { level }, signal),
    refetchInterval: refreshMs,
    // The map lives on while the other level is read.
    placeholderData: keepPreviousData,
  })
}
