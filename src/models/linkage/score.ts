import { Worker } from 'node:worker_threads'
import type { BlockingPlan } from './blocking.ts'
import { everything, forEachCandidate, type Part } from './candidates.ts'
import { type LevelOf, levelJudge } from './compare.ts'
import { frequencyWeight, type LinkageModel, levelWeight, priorWeight } from './model.ts'
import { columnOf, type Table } from './table.ts'

/** Scored pairs as columns, sorted by left and right record. */
export interface ScoredPairs {
  readonly left: Int32Array
  readonly right: Int32Array
  /** Match weight in bits, prior included; `probabilityOf` turns it into a probability. */
  readonly weight: Float64Array
  /** Candidate pairs that were compared, those below the limit too. */
  readonly compared: number
}

export interface ScoreOptions {
  /** Match weight in bits below which a pair is compared but not kept. */
  readonly keepFrom: number
  /** Threads that share the blocks; the result is the same for any number. Default 1: in this thread. */
  readonly threads?: number
}

/** Match weight of any pair under a model: level weights, term-frequency adjustments and the prior, in bits. */
export function pairWeigher(table: Table, model: LinkageModel): (left: number, right: number) => number {
  const judges = model.comparisons.map((comparison) => levelJudge(table, comparison))
  const weights = model.comparisons.map(({ figures }) => Float64Array.from(figures, levelWeight))
  const adjustments = model.comparisons.map((_, k) => adjustmentsOf(table, model, k))
  const codes = model.comparisons.map(({ field }) => columnOf(table, field).codes)
  const prior = priorWeight(model.prior)
  return (left, right) => {
    let weight = prior
    for (let k = 0; k < judges.length; k++) {
      const level = (judges[k] as LevelOf)(left, right)
      if (level < 0) continue
      weight += (weights[k] as Float64Array)[level] as number
      const adjustment = adjustments[k]
      if (level === 0 && adjustment !== undefined)
        weight += adjustment[(codes[k] as Int32Array)[left] as number] as number
    }
    return weight
  }
}

/** Value → bits of its term-frequency adjustment; undefined where the comparison has none. */
export function adjustmentsOf(table: Table, model: LinkageModel, k: number): Float64Array | undefined {
  const comparison = model.comparisons[k]
  if (comparison?.frequency === undefined) return undefined
  const { frequency } = comparison
  const { counts, present } = columnOf(table, comparison.field)
  const u = comparison.figures[0]?.u ?? 1
  return Float64Array.from(counts, (count, code) =>
    code === 0 ? 0 : frequencyWeight(u, count / present, frequency),
  )
}

/** Compares each candidate pair of the plan once and keeps those that weigh enough. */
export async function scorePairs(
  table: Table,
  plan: BlockingPlan,
  model: LinkageModel,
  { keepFrom, threads = 1 }: ScoreOptions,
): Promise<ScoredPairs> {
  if (threads <= 1) return sortPairs([scorePart(table, plan, model, keepFrom, everything)])
  const parts = Array.from({ length: threads }, (_, part) =>
    scoreInThread({ table, plan, model, keepFrom, part: { part, of: threads } }),
  )
  return sortPairs(await Promise.all(parts))
}

/** What a thread is given; the table's and plan's arrays are shared memory and not copied. */
export interface ScoreTask {
  readonly table: Table
  readonly plan: BlockingPlan
  readonly model: LinkageModel
  readonly keepFrom: number
  readonly part: Part
}

async function scoreInThread(task: ScoreTask): Promise<ScoredPairs> {
  const thread = new Worker(new URL('./score-thread.ts', import.meta.url), { workerData: task })
  try {
    return await new Promise<ScoredPairs>((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
    })
  } finally {
    await thread.terminate()
  }
}

/** The pairs of one part, in the order in which they are met. */
export function scorePart(
  table: Table,
  plan: BlockingPlan,
  model: LinkageModel,
  keepFrom: number,
  part: Part,
): ScoredPairs {
  const weigh = pairWeigher(table, model)
  let left = new Int32Array(4096)
  let right = new Int32Array(4096)
  let weight = new Float64Array(4096)
  let kept = 0
  let compared = 0
  forEachCandidate(
    table,
    plan,
    (one, other) => {
      compared++
      const bits = weigh(one, other)
      if (bits < keepFrom) return
      if (kept === left.length) {
        left = grown(left, new Int32Array(2 * kept))
        right = grown(right, new Int32Array(2 * kept))
        weight = grown(weight, new Float64Array(2 * kept))
      }
      left[kept] = one
      right[kept] = other
      weight[kept++] = bits
    },
    part,
  )
  return { left: left.slice(0, kept), right: right.slice(0, kept), weight: weight.slice(0, kept), compared }
}

function grown<T extends Int32Array | Float64Array>(from: T, into: T): T {
  into.set(from)
  return into
}

function sortPairs(parts: readonly ScoredPairs[]): ScoredPairs {
  const total = parts.reduce((sum, part) => sum + part.left.length, 0)
  const left = new Int32Array(total)
  const right = new Int32Array(total)
  const weight = new Float64Array(total)
  let at = 0
  for (const part of parts) {
    left.set(part.left, at)
    right.set(part.right, at)
    weight.set(part.weight, at)
    at += part.left.length
  }
  const order = Uint32Array.from({ length: total }, (_, n) => n)
  order.sort(
    (a, b) => (left[a] as number) - (left[b] as number) || (right[a] as number) - (right[b] as number),
  )
  return {
    left: Int32Array.from(order, (n) => left[n] as number),
    right: Int32Array.from(order, (n) => right[n] as number),
    weight: Float64Array.from(order, (n) => weight[n] as number),
    compared: parts.reduce((sum, part) => sum + part.compared, 0),
  }
}
