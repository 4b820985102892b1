import { meets } from './criteria.ts'
import type { Problem, Tuples } from './encode.ts'
import type { Criterion } from './types.ts'

/** The groups of equal rows at one combination of levels, and which of them are suppressed. */
export interface Grouping {
  readonly levels: readonly number[]
  /** Tuples merged at these levels: from here a more general combination is grouped faster than from the rows. */
  readonly merged: Tuples
  /** Group of each merged tuple. */
  readonly groupOf: Int32Array
  /** Rows in each group. */
  readonly sizes: Float64Array
  /** 1 where a criterion fails. */
  readonly failed: Uint8Array
  readonly suppressedRows: number
}

/**
 * Groups at `levels`, starting from `from` (the tuples of the rows, or those merged at a less general combination, whose
 * representatives stand for all that they were merged with).
 */
export function groupAt(
  problem: Problem,
  criteria: readonly Criterion[],
  levels: readonly number[],
  from: Tuples = problem.tuples,
): Grouping {
  const merged = mergeBy(problem, levels, from, problem.width)
  const sized =
    problem.width === problem.attributes.length
      ? { groupOf: Int32Array.from({ length: merged.size }, (_, i) => i), sizes: merged.weights }
      : groupsOf(problem, levels, merged)
  const failed = meets(problem, criteria, merged, sized.groupOf, sized.sizes)
  let suppressedRows = 0
  for (let g = 0; g < failed.length; g++) if (failed[g]) suppressedRows += sized.sizes[g] ?? 0
  return { levels, merged, ...sized, failed, suppressedRows }
}

function mergeBy(problem: Problem, levels: readonly number[], from: Tuples, width: number): Tuples {
  const { slotOf, first, count } = hashTuples(problem, levels, from, width)
  const codes = new Int32Array(count * problem.width)
  const weights = new Float64Array(count)
  for (let n = 0; n < count; n++) {
    const at = (first[n] ?? 0) * problem.width
    codes.set(from.codes.subarray(at, at + problem.width), n * problem.width)
  }
  for (let t = 0; t < from.size; t++) {
    const n = slotOf[t] ?? 0
    weights[n] = (weights[n] ?? 0) + (from.weights[t] ?? 0)
  }
  return { size: count, codes, weights }
}

function groupsOf(problem: Problem, levels: readonly number[], merged: Tuples) {
  const { slotOf, count } = hashTuples(problem, levels, merged, problem.attributes.length)
  const sizes = new Float64Array(count)
  for (let t = 0; t < merged.size; t++) {
    const n = slotOf[t] ?? 0
    sizes[n] = (sizes[n] ?? 0) + (merged.weights[t] ?? 0)
  }
  return { groupOf: slotOf, sizes }
}

/** Numbers the distinct tuples at `levels`, comparing the first `width` numbers; open addressing, half full at most. */
function hashTuples(problem: Problem, levels: readonly number[], from: Tuples, width: number) {
  const capacity = 2 ** Math.ceil(Math.log2(from.size * 2 + 2))
  const slots = new Int32Array(capacity).fill(-1)
  const general = generalise(problem, levels, from, width)
  const slotOf = new Int32Array(from.size)
  const first = new Int32Array(from.size)
  let count = 0
  for (let t = 0; t < from.size; t++) {
    const at = t * width
    let hash = 0
    for (let i = 0; i < width; i++)
      hash = Math.imul(hash ^ (general[at + i] as number), 0x9e3779b1) ^ (hash >>> 15)
    let slot = (hash ^ (hash >>> 16)) & (capacity - 1)
    for (; ; slot = (slot + 1) & (capacity - 1)) {
      const known = slots[slot] as number
      if (known < 0) {
        slots[slot] = count
        first[count] = t
        slotOf[t] = count++
        break
      }
      if (isSame(general, at, (first[known] as number) * width, width)) {
        slotOf[t] = known
        break
      }
    }
  }
  return { slotOf, first, count }
}

function isSame(codes: Int32Array, a: number, b: number, width: number): boolean {
  for (let i = 0; i < width; i++) if (codes[a + i] !== codes[b + i]) return false
  return true
}

function generalise(problem: Problem, levels: readonly number[], from: Tuples, width: number): Int32Array {
  const general = new Int32Array(from.size * width)
  for (let i = 0; i < width; i++) {
    const up = problem.attributes[i]?.up[levels[i] ?? 0]
    for (let t = 0; t < from.size; t++) {
      const code = from.codes[t * problem.width + i] as number
      general[t * width + i] = up ? (up[code] as number) : code
    }
  }
  return general
}
