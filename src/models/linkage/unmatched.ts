import { type LevelOf, levelJudge } from './compare.ts'
import type { Comparison } from './settings.ts'
import { columnOf, pairsOf, type Table } from './table.ts'

/**
 * How often each level occurs among random pairs, nearly all of which are of different entities. A first level „exact"
 * is counted from the values' frequencies without error of sampling; the others share the rest as the drawn pairs do. A
 * table with fewer pairs than wanted is counted whole. Half a pair is added to each level.
 */
export function estimateU(
  table: Table,
  comparisons: readonly Comparison[],
  wanted: number,
  random: () => number,
): { readonly u: readonly (readonly number[])[]; readonly pairs: number } {
  const judges = comparisons.map((comparison): LevelOf => levelJudge(table, comparison))
  const counts = comparisons.map(({ levels }) => new Float64Array(levels.length + 1).fill(0.5))
  let pairs = 0
  const count = (left: number, right: number) => {
    pairs++
    for (let k = 0; k < judges.length; k++) {
      const level = (judges[k] as LevelOf)(left, right)
      const own = counts[k] as Float64Array
      if (level >= 0) own[level] = (own[level] as number) + 1
    }
  }
  if (pairsOf(table) <= wanted) everyPair(table, count)
  else drawPairs(table, wanted, random, count)
  return { u: comparisons.map((comparison, k) => sharesOf(table, comparison, counts[k] ?? [])), pairs }
}

function everyPair(table: Table, visit: (left: number, right: number) => void): void {
  const isBetween = table.pairs === 'between'
  for (let left = 0; left < table.count; left++)
    for (let right = left + 1; right < table.count; right++)
      if (!isBetween || table.origins[left] !== table.origins[right]) visit(left, right)
}

function drawPairs(
  table: Table,
  wanted: number,
  random: () => number,
  visit: (left: number, right: number) => void,
): void {
  const isBetween = table.pairs === 'between'
  for (let drawn = 0; drawn < wanted; ) {
    const left = Math.floor(random() * table.count)
    const right = Math.floor(random() * table.count)
    if (left === right || (isBetween && table.origins[left] === table.origins[right])) continue
    visit(left, right)
    drawn++
  }
}

function sharesOf(table: Table, { field, levels }: Comparison, counts: ArrayLike<number>): number[] {
  const all = Array.from(counts)
  const total = all.reduce((sum, one) => sum + one, 0)
  if (levels[0]?.by !== 'exact' || levels[0].in !== undefined) return all.map((one) => one / total)
  const exact = agreementByChance(table, field)
  const rest = total - (all[0] ?? 0)
  return all.map((one, level) => (level === 0 ? exact : (one / rest) * (1 - exact)))
}

/** Share of the pairs with both values that have the same one; never 0 or 1, so that its weight is finite. */
function agreementByChance(table: Table, field: string): number {
  const { codes, counts, present } = columnOf(table, field)
  let same = 0
  let all = (present * (present - 1)) / 2
  for (let code = 1; code < counts.length; code++) same += pairsIn(counts[code] as number)
  if (table.pairs === 'between') {
    const within = new Map<number, number>()
    const sizes = new Map<number, number>()
    for (const [record, code] of codes.entries()) {
      if (code === 0) continue
      const origin = table.origins[record] as number
      const both = code * 256 + origin
      within.set(both, (within.get(both) ?? 0) + 1)
      sizes.set(origin, (sizes.get(origin) ?? 0) + 1)
    }
    for (const n of within.values()) same -= pairsIn(n)
    for (const n of sizes.values()) all -= pairsIn(n)
  }
  return (same + 0.5) / (all + 1)
}

const pairsIn = (n: number): number => (n * (n - 1)) / 2
