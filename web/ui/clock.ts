import { useEffect, useState } from 'react'
import type { WorkingCalendar } from '#kernel/clock/define'
import y2024 from '../../data/calendar/2024.json'
import y2025 from '../../data/calendar/2025.json'
import y2026 from '../../data/calendar/2026.json'
import y2027 from '../../data/calendar/2027.json'
import office from '../../data/calendar/office-hours.json'

const years = [y2024, y2025, y2026, y2027]
const byDay = (rows: readonly { date: string; name: string }[]) =>
  Object.fromEntries(rows.map(({ date, name }) => [date, name]))

/** The working calendar of the city, as the server counts it. */
export const cityCalendar: WorkingCalendar = {
  timezone: 'Asia/Shanghai',
  // The server checks this file against its schema when it starts.
  officeHours: office.officeHours as unknown as WorkingCalendar['officeHours'],
  weekend: office.weekend,
  holidays: byDay(years.flatMap((year) => year.holidays)),
  makeupDays: byDay(years.flatMap((year) => year.makeup)),
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
