/** How a detector's alarms fit the weeks that experts called an outbreak. */
export interface AlarmQuality {
  readonly hits: number
  readonly falseAlarms: number
  readonly quiet: number
  readonly missed: number
  readonly sensitivity: number
  readonly specificity: number
  /** Distance from a detector that is always right, 0 to √2. */
  readonly distance: number
  /** Mean number of periods until an outbreak is noticed; `unnoticed` where it is not. */
  readonly lag: number
}

/** What an outbreak counts that is not noticed within as many periods. */
const unnoticed = 20

/**
 * Counts alarms by period, and the lag by outbreak (a run of outbreak periods).
 * @param outbreak for each period whether experts called it an outbreak; of the same length as `alarms`
 */
export function qualityOfAlarms(alarms: readonly boolean[], outbreak: readonly boolean[]): AlarmQuality {
  const count = (alarm: boolean, real: boolean) =>
    outbreak.filter((state, n) => state === real && alarms[n] === alarm).length
  const begins = outbreak.flatMap((state, n) => (state && !outbreak[n - 1] ? [n] : []))
  const lags = begins.map((begin, n) => {
    const until = Math.min(begin + unnoticed + 1, begins[n + 1] ?? alarms.length)
    const first = alarms.slice(begin, until).indexOf(true)
    return first === -1 ? unnoticed : first
  })
  return qualityOf(
    {
      hits: count(true, true),
      falseAlarms: count(true, false),
      quiet: count(false, false),
      missed: count(false, true),
    },
    lags.length === 0 ? 0 : meanOf(lags),
  )
}

/** Several series as one: counts added up, lags averaged over series. */
export function joinQualities(all: readonly AlarmQuality[]): AlarmQuality {
  const sum = (key: 'hits' | 'falseAlarms' | 'quiet' | 'missed') =>
    all.reduce((total, one) => total + one[key], 0)
  return qualityOf(
    { hits: sum('hits'), falseAlarms: sum('falseAlarms'), quiet: sum('quiet'), missed: sum('missed') },
    meanOf(all.map(({ lag }) => lag)),
  )
}

function qualityOf(
  counts: Pick<AlarmQuality, 'hits' | 'falseAlarms' | 'quiet' | 'missed'>,
  lag: number,
): AlarmQuality {
  const sensitivity = counts.hits / (counts.hits + counts.missed)
  const specificity = counts.quiet / (counts.quiet + counts.falseAlarms)
  return { ...counts, sensitivity, specificity, distance: Math.hypot(1 - sensitivity, 1 - specificity), lag }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
