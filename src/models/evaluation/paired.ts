import type { Interval } from './bootstrap.ts'
import { bootstrapInterval } from './bootstrap.ts'
import type { Judgement } from './metrics.ts'

/** How much one version is better than another on the same rows. */
export interface PairedGain {
  readonly gain: number
  readonly interval: Interval
  /** Rows that the second got right and the first wrong, and the other way round. */
  readonly won: number
  readonly lost: number
}

/**
 * The difference of a measure between two versions on the same rows, drawn in pairs, so that what is hard for both
 * cancels out (Efron and Tibshirani 1993, chapter 16).
 * @param before and after judge the same rows in the same order
 */
export function pairedBootstrap(
  before: readonly Judgement[],
  after: readonly Judgement[],
  measure: (sample: readonly Judgement[]) => number,
  options: { readonly rounds?: number; readonly level?: number; readonly seed?: number } = {},
): PairedGain {
  if (before.length !== after.length) throw new RangeError('Both versions judge the same rows')
  const pairs = before.map((row, index) => [row, after[index] as Judgement] as const)
  const gainOf = (sample: readonly (readonly [Judgement, Judgement])[]) =>
    measure(sample.map(([, second]) => second)) - measure(sample.map(([first]) => first))
  const right = (row: Judgement) => row.actual === row.predicted
  return {
    gain: gainOf(pairs),
    interval: bootstrapInterval(pairs, gainOf, options),
    won: pairs.filter(([first, second]) => !right(first) && right(second)).length,
    lost: pairs.filter(([first, second]) => right(first) && !right(second)).length,
  }
}
