import { countQuantile, negativeBinomial, normalQuantile } from './distributions.ts'

/**
 * The simple detectors that health offices use where there is little history, as the table of R's package surveillance
 * compares them (Höhle 2007). All take weekly counts without a gap, oldest first, and judge the week at `index`.
 */
export interface WindowVerdict {
  readonly upper: number
  readonly alarm: boolean
}

export interface WindowSettings {
  /** Earlier years that are looked at around the same week. */
  readonly years: number
  /** Weeks on each side of it, and how many of this year's latest weeks. */
  readonly halfWidth: number
  /** Whether the latest weeks of this year count. */
  readonly thisYear: boolean
}

const weeksOfYear = 52

/** The counts that the week at `index` is compared with. @throws where the series does not reach that far back */
function windowsOf(counts: readonly number[], index: number, settings: WindowSettings): number[] {
  const { years, halfWidth, thisYear } = settings
  const around = (year: number) => {
    const middle = index - year * weeksOfYear
    return counts.slice(middle - halfWidth, middle + halfWidth + 1)
  }
  if (index - years * weeksOfYear - halfWidth < 0)
    throw new Error(`Week ${index} has less than ${years} years and ${halfWidth} weeks before it.`)
  const latest = thisYear ? counts.slice(index - halfWidth, index) : []
  return [latest, ...Array.from({ length: years }, (_, n) => around(n + 1))].flat()
}

/** Above this mean the normal bound is taken (as in RKI's system). */
const normalFrom = 20

/** Upper ends of 95 % confidence intervals for a Poisson mean, by the count 0 to 20 (Crow and Gardner 1959, table 1). */
const crowGardner = [
  3.285, 5.323, 6.686, 8.102, 9.598, 11.177, 12.817, 13.765, 14.921, 16.768, 17.633, 19.05, 20.335, 21.364,
  22.945, 23.762, 25.4, 26.306, 27.735, 28.966, 30.017,
] as const

/** The Robert Koch Institute's rule: above the interval of a Poisson mean, or above mean + 2 standard deviations. */
export function judgeByInterval(
  counts: readonly number[],
  index: number,
  settings: WindowSettings,
): WindowVerdict {
  const past = windowsOf(counts, index, settings)
  const { mean, deviation } = momentsOf(past)
  const upper = mean > normalFrom ? mean + 2 * deviation : (crowGardner[Math.floor(mean)] as number)
  return { upper, alarm: (counts[index] as number) > upper }
}

/** Bayes: above the quantile of what the past predicts (negative binomial, Jeffreys' prior; Riebler 2004). */
export function judgeByPrediction(
  counts: readonly number[],
  index: number,
  settings: WindowSettings & { readonly alpha: number },
): WindowVerdict {
  const past = windowsOf(counts, index, settings)
  const predicted = predictedCounts(past)
  const upper = countQuantile(predicted, 1 - settings.alpha)
  return { upper, alarm: (counts[index] as number) > upper }
}

/** What counts of one rate, never seen but through these, predict for the next: Poisson with an uncertain mean. */
export function predictedCounts(past: readonly number[]) {
  const total = past.reduce((sum, count) => sum + count, 0)
  return negativeBinomial(total + 0.5, past.length / (past.length + 1))
}

/** Blocks of four weeks around the same time of earlier years, on each side. */
const blocksAside = 1
const weeksOfBlock = 4

/** The CDC's rule (Stroup et al. 1989): the latest four weeks beside twelve-week windows of earlier years. */
export function judgeByFourWeeks(
  counts: readonly number[],
  index: number,
  { years, alpha }: { readonly years: number; readonly alpha: number },
): WindowVerdict {
  const fourWeeks = (last: number) =>
    counts.slice(last - weeksOfBlock + 1, last + 1).reduce((sum, count) => sum + count, 0)
  if (index - years * weeksOfYear - weeksOfBlock * (blocksAside + 1) + 1 < 0)
    throw new Error(`Week ${index} has less than ${years} years and two months before it.`)
  const past = Array.from({ length: years }, (_, n) => index - (n + 1) * weeksOfYear).flatMap((middle) =>
    Array.from({ length: 2 * blocksAside + 1 }, (_, n) =>
      fourWeeks(middle + (n - blocksAside) * weeksOfBlock),
    ),
  )
  const { mean, deviation } = momentsOf(past)
  const upper = mean + normalQuantile(1 - alpha / 2) * deviation * Math.sqrt(1 + 1 / past.length)
  return { upper, alarm: fourWeeks(index) > upper }
}

function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) }
}
