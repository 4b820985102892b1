import { formatDateTime } from '#kernel/clock/rules'
import type { Locale } from '#kernel/i18n/define'

/** Beijing time, whatever the zone of the device; it has had no summer time since 1992. */
const aheadMs = 8 * 3_600_000

/** The instant in milliseconds whose UTC reading is the city's clock: what a chart with `useUTC` draws. */
export function onCityClock(at: string): number {
  return Date.parse(at) + aheadMs
}

/** A tick of a chart over `onCityClock`: '11/29' at midnight, else '20:05'. */
export function cityTick(onClock: number): string {
  const iso = new Date(onClock).toISOString()
  const time = iso.slice(11, 16)
  return time === '00:00' ? `${Number(iso.slice(5, 7))}/${Number(iso.slice(8, 10))}` : time
}

/** The moment above a chart's values: '2026年11月29日 20:05'. */
export function cityMoment(onClock: number, locale: Locale): string {
  return formatDateTime(new Date(onClock - aheadMs), locale)
}

/** An instant as a field of date and time shows it: the city's clock, to the minute. */
export function cityField(at: string): string {
  return new Date(onCityClock(at)).toISOString().slice(0, 16)
}

/** What was entered in a field of date and time, as an instant; undefined for what is no time. */
export function instantOfField(entered: string): string | undefined {
  const at = Date.parse(`${entered}Z`)
  return Number.isNaN(at) ? undefined : new Date(at - aheadMs).toISOString()
}
