import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { CalendarView } from '#kernel/clock/contract'
import type { WorkingCalendar } from '#kernel/clock/define'
import y2024 from '../../data/calendar/2024.json'
import y2025 from '../../data/calendar/2025.json'
import y2026 from '../../data/calendar/2026.json'
import y2027 from '../../data/calendar/2027.json'
import office from '../../data/calendar/office-hours.json'
import { api } from './api.ts'

type Day = { readonly date: string; readonly name: string }
type Years = readonly { readonly holidays: readonly Day[]; readonly makeup: readonly Day[] }[]
type Hours = Pick<WorkingCalendar, 'officeHours' | 'weekend'>

const byDay = (rows: readonly Day[]) => Object.fromEntries(rows.map(({ date, name }) => [date, name]))

/** The city's calendar, put together as the server does it. */
export function workingCalendarOf(years: Years, hours: Hours): WorkingCalendar {
  return {
    timezone: 'Asia/Shanghai',
    officeHours: hours.officeHours,
    weekend: hours.weekend,
    holidays: byDay(years.flatMap((year) => year.holidays)),
    makeupDays: byDay(years.flatMap((year) => year.makeup)),
  }
}

// The server checks this file against its schema when it starts.
const published = workingCalendarOf([y2024, y2025, y2026, y2027], office as unknown as Hours)

export const calendarKey = ['calendar'] as const

/** What the office keeps: years with their source, office hours, departments. */
export function useCalendarView() {
  return useQuery({
    queryKey: calendarKey,
    queryFn: ({ signal }) => api.get<CalendarView>('/calendar', undefined, signal),
    staleTime: 600_000,
  })
}

// Built once a view: the rules keep what they derive from a calendar by its identity.
const built = new WeakMap<CalendarView, WorkingCalendar>()

/** The calendar that the server counts with; the published one until it is known, and offline. */
export function useWorkingCalendar(): WorkingCalendar {
  const { data } = useCalendarView()
  if (data === undefined) return published
  const known = built.get(data) ?? workingCalendarOf(data.years, data)
  built.set(data, known)
  return known
}

/** The only place of the web where the time of the device is read. */
export function deviceNow(): Date {
  return new Date()
}

/** Now, moving on every `seconds`, so that what is left until a deadline stays true while a page is open. */
export function useNow(seconds = 30): Date {
  const [now, setNow] = useState(deviceNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(deviceNow()), seconds * 1000)
    return () => clearInterval(timer)
  }, [seconds])
  return now
}
