import { type LevelOf, levelJudge } from './compare.ts'
import type { Comparison } from './settings.ts'
import type { Table } from './table.ts'

/**
 * How often each combination of levels occurs. Learning needs no more than that, so its cost does not grow with the
 * pairs. The number of a pattern has one digit a comparison: 0 missing, then the levels.
 */
export interface Patterns {
  readonly counts: Float64Array
  readonly total: number
}

/** 2^24 patterns take 128 MB. */
const mostPatterns = 2 ** 24

export interface PatternCode {
  readonly size: number
  /** Number of a pair's pattern. */
  readonly of: (left: number, right: number) => number
  /** Level of a comparison in a pattern; −1 for missing. */
  readonly level: (pattern: number, comparison: number) => number
}

/**
 * Numbers the patterns; a comparison that `uses` refuses always counts as missing. Throws RangeError when the levels
 * give more than 2^24 patterns.
 */
export function patternCode(
  table: Table,
  comparisons: readonly Comparison[],
  uses: (comparison: Comparison) => boolean,
): PatternCode {
  const judges = comparisons.map(
    (comparison): LevelOf => (uses(comparison) ? levelJudge(table, comparison) : () => -1),
  )
  const radixes = comparisons.map(({ levels }) => levels.length + 2)
  const size = radixes.reduce((product, radix) => product * radix, 1)
  if (size > mostPatterns)
    throw new RangeError(`${size} patterns of levels: take fewer levels or comparisons`)
  const strides = radixes.map((_, k) => radixes.slice(0, k).reduce((product, radix) => product * radix, 1))
  return {
    size,
    of(left, right) {
      let pattern = 0
      for (let k = 0; k < judges.length; k++)
        pattern += ((judges[k] as LevelOf)(left, right) + 1) * (strides[k] as number)
      return pattern
    },
    level: (pattern, k) => (Math.floor(pattern / (strides[k] as number)) % (radixes[k] as number)) - 1,
  }
}
