/** Counts of equal periods, oldest first; null where nothing was reported. */
export interface CountSeries {
  readonly counts: readonly (number | null)[]
  /** Periods in a year: 52 weeks, 365 days, 12 months. */
  readonly frequency: number
  /**
   * Where given, “a year ago” is the same date, moved to the nearest period that begins on the same weekday; else it is
   * `frequency` periods ago, which drifts by a day or two each year.
   */
  readonly calendar?: { readonly firstDay: string; readonly stepDays: 1 | 7 }
}

export interface BaselineSettings {
  /** Years to look back at most. */
  readonly years: number
  /** Periods on each side of the same time of year. */
  readonly halfWidth: number
  /** Seasons that a year is cut into; 1 leaves out everything outside the windows. */
  readonly seasons: number
  /** Latest periods that are left out, so that a slowly growing outbreak does not become its own baseline. */
  readonly leaveOut: number
}

/** Which periods of the past the one at hand is compared with. */
export interface Baseline {
  /** Ascending. */
  readonly at: readonly number[]
  /** Season of each; the last one is the season of the period at hand. */
  readonly seasons: Uint8Array
  readonly years: number
}

const dayMs = 86_400_000

/** The index of the period `years` before that at `index`; may lie before the series. */
function yearsBefore(series: CountSeries, index: number, years: number): number {
  const { calendar, frequency } = series
  if (calendar === undefined) return index - frequency * years
  const first = Date.parse(calendar.firstDay)
  if (Number.isNaN(first)) throw new Error(`Not a day: ${calendar.firstDay}. Write it as 2026-01-05.`)
  const step = calendar.stepDays * dayMs
  const now = new Date(first + index * step)
  const then = Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth(), now.getUTCDate())
  return Math.round((then - first) / step)
}

/**
 * The baseline of the period at `index` (Farrington et al. 1996; seasons: Noufaily et al. 2013): windows around the same
 * time of earlier years and, with more than one season, the rest of each year cut into seasons of equal length.
 * Looks back as many years as there are, at most `years`; 0 years where the series does not reach one.
 * @throws where a year is too short for that many seasons
 */
export function baselineOf(series: CountSeries, index: number, settings: BaselineSettings): Baseline {
  const { years, halfWidth, seasons, leaveOut } = settings
  const references = [index]
  for (let year = 1; year <= years; year++) {
    const reference = yearsBefore(series, index, year)
    if (reference < halfWidth) break
    references.push(reference)
  }
  const last = index - leaveOut - 1
  const seasonAt = new Map<number, number>()
  const mark = (from: number, until: number, season: number) => {
    for (let at = from; at < until; at++) if (at <= last) seasonAt.set(at, season)
  }
  mark(index - halfWidth, index, seasons - 1)
  for (let year = 1; year < references.length; year++) {
    const reference = references[year] as number
    mark(reference - halfWidth, reference + halfWidth + 1, seasons - 1)
    if (seasons === 1) continue
    const start = reference + halfWidth + 1
    const length = (references[year - 1] as number) - halfWidth - start
    if (length < seasons - 1) throw new Error(`${seasons} seasons do not fit into a year: take fewer.`)
    cutSeasons(length, seasons - 1).forEach(([from, until], season) => {
      mark(start + from, start + until, season)
    })
  }
  const at = [...seasonAt.keys()].filter((n) => series.counts[n] !== null).sort((a, b) => a - b)
  return {
    at,
    seasons: Uint8Array.from(at, (n) => seasonAt.get(n) as number),
    years: references.length - 1,
  }
}

/** Cuts a stretch into parts of equal length; what does not divide makes the first ones longer by one. */
function cutSeasons(length: number, parts: number): (readonly [from: number, until: number])[] {
  const each = Math.floor(length / parts)
  const longer = length % parts
  return Array.from({ length: parts }, (_, n) => {
    const from = n * each + Math.min(n, longer)
    return [from, from + each + (n < longer ? 1 : 0)] as const
  })
}
