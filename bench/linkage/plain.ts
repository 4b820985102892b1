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
  processorSeconds: number,
): void {
  const started = process.cpuUsage()
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
  const { user, system } = process.cpuUsage(started)
  const speed = compared / ((user + system) / 1e6)
  const all = indexes.reduce((total, index) => total + pairsIn(index.starts), 0)
  console.log(
    `  beside it, a nested loop over the records of the same blocks: ${Math.round(speed).toLocaleString('en')} pairs a processor second, ${all.toLocaleString('en')} pairs as keys overlap: ${(all / speed).toFixed(1)} s of processor, ${(all / speed / processorSeconds).toFixed(1)} × as much (mean weight ${(sum / compared).toFixed(1)})`,
  )
}

function pairsIn(starts: Int32Array): number {
  let pairs = 0
  for (let block = 0; block + 1 < starts.length; block++) {
    const size = (starts[block + 1] as number) - (starts[block] as number)
    pairs += (size * (size - 1)) / 2
  }
  return pairs
}

function weighPlainly(one: Values, other: Values, model: LinkageModel): number {
  return model.comparisons.reduce((weight, { field, second = field, levels, figures }) => {
    const hasBoth = (name: string) => Boolean(one[name]) && Boolean(other[name])
    if (!hasBoth(field) && !hasBoth(second)) return weight
    const found = levels.findIndex((level) => holds(level, one, other, field))
    const level = figures[found === -1 ? levels.length : found]
    return level === undefined ? weight : weight + Math.log2(level.m / level.u)
  }, 0)
}

function holds(level: Level, one: Values, other: Values, ownField: string): boolean {
  if (level.by === 'all') return level.of.every((part) => holds(part, one, other, ownField))
  const field = level.in ?? ownField
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
