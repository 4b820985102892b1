import { type BlockIndex, type BlockingPlan, windowOf } from './blocking.ts'
import type { Table } from './table.ts'

/** Which of a plan's blocks to walk: one of `of` equal parts, so that threads share the work. */
export interface Part {
  readonly part: number
  readonly of: number
}

export const everything: Part = { part: 0, of: 1 }

/**
 * Calls `visit` once for each candidate pair, the smaller record first. A pair that several keys bring together is
 * visited under the first of them; nothing is stored.
 */
export function forEachCandidate(
  table: Table,
  plan: BlockingPlan,
  visit: (left: number, right: number) => void,
  { part, of }: Part = everything,
): void {
  const sizes = plan.indexes.map(sizesByCode)
  for (const number of plan.indexes.keys()) {
    const wasSeen = seenBefore(plan, number, sizes)
    walkBlocks(table, plan, number, part, of, (left, right) => {
      if (!wasSeen(left, right)) visit(left, right)
    })
  }
}

/** The pairs of one key alone; `keeps` may leave out whole blocks. */
export function forEachPairOfKey(
  table: Table,
  plan: BlockingPlan,
  number: number,
  visit: (left: number, right: number) => void,
  keeps: (block: number) => boolean = () => true,
): void {
  walkBlocks(table, plan, number, 0, 1, visit, keeps)
}

function walkBlocks(
  table: Table,
  plan: BlockingPlan,
  number: number,
  part: number,
  of: number,
  visit: (left: number, right: number) => void,
  keeps?: (block: number) => boolean,
): void {
  const { order, starts } = plan.indexes[number] as BlockIndex
  const { origins } = table
  const isBetween = table.pairs === 'between'
  const reach = windowOf(plan.mostPerBlock)
  for (let block = part; block + 1 < starts.length; block += of) {
    if (keeps !== undefined && !keeps(block)) continue
    const from = starts[block] as number
    const to = starts[block + 1] as number
    const isBounded = to - from > plan.mostPerBlock
    for (let i = from; i < to; i++) {
      const one = order[i] as number
      const end = isBounded && i + reach + 1 < to ? i + reach + 1 : to
      for (let j = i + 1; j < end; j++) {
        const other = order[j] as number
        if (isBetween && origins[one] === origins[other]) continue
        if (one < other) visit(one, other)
        else visit(other, one)
      }
    }
  }
}

/** Whether an earlier key has brought a pair together, read from the two records' places in its order. */
function seenBefore(
  plan: BlockingPlan,
  number: number,
  sizes: readonly Int32Array[],
): (left: number, right: number) => boolean {
  const earlier = plan.indexes.slice(0, number)
  const reach = windowOf(plan.mostPerBlock)
  return (left, right) => {
    for (let k = 0; k < number; k++) {
      const { codes, positions } = earlier[k] as BlockIndex
      const code = codes[left] as number
      if (code === 0 || code !== codes[right]) continue
      if (((sizes[k] as Int32Array)[code] as number) <= plan.mostPerBlock) return true
      if (Math.abs((positions[left] as number) - (positions[right] as number)) <= reach) return true
    }
    return false
  }
}

function sizesByCode({ codes, order, starts }: BlockIndex): Int32Array {
  let most = 0
  for (const code of codes) if (code > most) most = code
  const sizes = new Int32Array(most + 1)
  for (let block = 0; block + 1 < starts.length; block++) {
    const from = starts[block] as number
    sizes[codes[order[from] as number] as number] = (starts[block + 1] as number) - from
  }
  return sizes
}

/** Counts candidate pairs: of each key alone, and of all keys together. */
export function countCandidates(
  table: Table,
  plan: BlockingPlan,
): { readonly total: number; readonly byKey: readonly number[] } {
  const byKey = plan.indexes.map((_, number) => {
    let count = 0
    forEachPairOfKey(table, plan, number, () => count++)
    return count
  })
  let total = 0
  forEachCandidate(table, plan, () => total++)
  return { total, byKey }
}
