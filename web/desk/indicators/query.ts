import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Grouping, IndicatorAnswer, IndicatorView } from '#kernel/cases/contract'
import { api } from '../../ui/api.ts'
import { deviceNow } from '../../ui/clock.ts'
import { useFilters } from '../shell/filters.ts'
import { periodOf } from '../statistics/periods.ts'

export const indicatorsKey = ['indicators'] as const

export function useIndicators() {
  return useQuery({
    queryKey: [...indicatorsKey, 'list'],
    queryFn: ({ signal }) => api.get<IndicatorView[]>('/indicators', undefined, signal),
  })
}

export const groupings: readonly Grouping[] = [
  'day',
  'week',
  'month',
  'org',
  'district',
  'township',
  'category',
  'channel',
  'urgency',
]

const shownFirst = 'received,answered,backlog,on-time-share'

/** What the address asks for, as the server takes it. */
export function useAsked() {
  const [filters] = useFilters()
  const period = periodOf(deviceNow(), 30)
  return {
    indicators: filters.indicators ?? shownFirst,
    groupBy: groupings.find((g) => g === filters.by) ?? 'day',
    from: filters.from ?? period.from,
    to: filters.to ?? period.to,
    place: filters.place,
    org: filters.org,
    category: filters.category,
    channel: filters.channel,
    urgency: filters.urgency,
  }
}

export function useAnswer() {
  const asked = useAsked()
  return useQuery({
    queryKey: [...indicatorsKey, 'answer', asked],
    queryFn: ({ signal }) => api.get<IndicatorAnswer>('/indicators/answer', asked, signal),
    placeholderData: keepPreviousData,
    enabled: asked.indicators !== 'none',
  })
}
