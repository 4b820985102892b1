import { seededRandom } from './random.ts'

export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * Percentile bootstrap: the middle `level` of the measure over `rounds` samples drawn with replacement
 * (Efron 1979). The same seed gives the same interval.
 */
export function bootstrapInterval<Row>(
  rows: readonly Row[],
  measure: (sample: readonly Row[]) => number,
  { rounds = 1000, level = 0.95, seed = 1 } = {},
): Interval {
  if (rows.length === 0) throw new RangeError('A bootstrap needs at least one row')
  const random = seededRandom(seed)
  const draws = Array.from({ length: rounds }, () =>
    measure(rows.map(() => rows[Math.floor(random() * rows.length)] as Row)),
  ).sort((a, b) => a - b)
  const tail = (1 - level) / 2
  return { low: quantile(draws, tail), high: quantile(draws, 1 - tail) }
}

/** Linear interpolation between the neighbours in a sorted list. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] as number
  const above = sorted[Math.ceil(place)] as number
  return below + (above - below) * (place - Math.floor(place))
}
