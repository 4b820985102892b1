import { useQuery } from '@tanstack/react-query'
import type { CalendarView } from '#kernel/clock/contract'
import { api } from '../../ui/api.ts'

export const calendarKey = ['calendar'] as const

export function useCalendar() {
  return useQuery({
    queryKey: calendarKey,
    queryFn: ({ signal }) => api.get<CalendarView>('/calendar', undefined, signal),
  })
}
