import {
  type BlockingPlan,
  editsBetween,
  type Level,
  type LinkageModel,
  similarityOf,
  type Values,
} from '#models/linkage'

/** So many pairs are enough for a speed. */
const enough = 1_000_000

/**
 * The named comparison: a nested loop over the same blocks that calls the same comparators on the records themselves,
 * one thread, no columns, and no care for pairs that two keys share.
 */
export function comparePlainly(
  records: readonly Values[],
  { indexes }: BlockingPlan,
  model: LinkageModel,
  perSecond: number,
): void {
  const started = performance.now()
  let compared = 0
  let sum = 0
  for (const { order, starts } of indexes)
    for (let block = 0; block + 1 < starts.length && compared < enough; block++) {
      const members = order.subarray(starts[block], starts[block + 1])
      for (const [n, one] of members.entries())
        for (const other of members.subarray(n + 1)) {
          sum += weighPlainly(records[one] ?? {}, records[other] ?? {}, model)
          compared++
        }
    }
  const speed = compared / ((performance.now() - started) / 1000)
  console.log(
    `  beside it, a nested loop over the records of the same blocks: ${Math.round(speed).toLocaleString('en')} pairs/s on one thread, ${(perSecond / speed).toFixed(1)} × slower (mean weight ${(sum / compared).toFixed(1)})`,
  )
}

function weighPlainly(one: Values, other: Values, model: LinkageModel): number {
  return model.comparisons.reduce((weight, { field, levels, figures }) => {
    const [a, b] = [one[field], other[field]]
    if (!a || !b) return weight
    const found = levels.findIndex((level) => holds(level, one, other, level.in ?? field))
    const level = figures[found === -1 ? levels.length : found]
    return level === undefined ? weight : weight + Math.log2(level.m / level.u)
  }, 0)
}

function holds(level: Level, one: Values, other: Values, field: string): boolean {
  const a = one[field]
  const b = other[field]
  if (!a || !b) return false
  switch (level.by) {
    case 'exact':
      return a === b
    case 'jaro-winkler':
    case 'levenshtein':
      return similarityOf(level.by, a, b) >= level.atLeast
    case 'edits':
      return editsBetween(a, b, level.swaps) <= level.atMost
    case 'day-month-swapped':
      return a.slice(0, 4) + a.slice(6) + a.slice(4, 6) === b
    default:
      throw new RangeError(`no plain form of ${level.by}`)
  }
}
