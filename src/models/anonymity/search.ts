import { isMonotone, monotonePart } from './criteria.ts'
import type { Problem, Tuples } from './encode.ts'
import { type Grouping, groupAt } from './grouping.ts'
import { Lattice } from './lattice.ts'
import { type Measured, measured } from './measures.ts'
import type { Criterion, Measure, SearchEffort } from './types.ts'

export interface Found {
  readonly grouping: Grouping
  readonly loss: number
  readonly search: SearchEffort
}

export interface SearchTask {
  readonly problem: Problem
  readonly criteria: readonly Criterion[]
  /** Rows that may be suppressed. */
  readonly limit: number
  readonly measure: Measure
}

const unknown = 0
const fails = 1
const holds = 2
/** Cannot beat the best that is known, whether it holds or not. */
const bounded = 3

/** Merged tuples are kept while they are a fraction of the rows: memory stays a small multiple of the table. */
const keptSnapshots = 200

/**
 * The least loss of all combinations of levels: an exact search after Flash (Kohlmayer et al. 2012). Paths run up the
 * lattice; on each the border between failing and holding is found by halving, and what a check says of the nodes above
 * or below is never checked. Then what holds is judged in the order of its least possible loss until that exceeds the best.
 * `undefined` when not even the most general combination holds.
 */
export function searchOptimum(task: SearchTask): Found | undefined {
  return new Search(task).run()
}

/** Groups every combination: what pruning is measured against, and the proof that it loses nothing. */
export function searchExhaustively({ problem, criteria, limit, measure }: SearchTask): Found | undefined {
  const lattice = new Lattice(problem.attributes.map((a) => a.up.length - 1))
  const judge = measured(problem, measure)
  let best: Omit<Found, 'search'> | undefined
  for (const node of lattice.bottomUp()) {
    const grouping = groupAt(problem, criteria, lattice.levels(node))
    if (grouping.suppressedRows > limit) continue
    const loss = judge.loss(grouping)
    if (!best || loss < best.loss) best = { grouping, loss }
  }
  return best && { ...best, search: { nodes: lattice.size, checked: lattice.size } }
}

class Search {
  readonly #task: SearchTask
  readonly #lattice: Lattice
  readonly #judge: Measured
  readonly #state: Uint8Array
  readonly #order: Int32Array
  readonly #rank: Int32Array
  /** Criteria that may prune by monotonicity; the others are judged with them wherever these hold. */
  readonly #pruning: readonly Criterion[]
  readonly #isMonotone: boolean
  readonly #judged: Uint8Array
  readonly #snapshots = new Map<number, Tuples>()
  #best: { node: number; grouping: Grouping; loss: number } | undefined
  #checked = 0

  constructor(task: SearchTask) {
    this.#task = task
    this.#lattice = new Lattice(task.problem.attributes.map((a) => a.up.length - 1))
    this.#judge = measured(task.problem, task.measure)
    this.#state = new Uint8Array(this.#lattice.size)
    this.#judged = new Uint8Array(this.#lattice.size)
    this.#order = this.#lattice.bottomUp()
    this.#rank = new Int32Array(this.#lattice.size)
    for (const [rank, node] of this.#order.entries()) this.#rank[node] = rank
    this.#isMonotone = task.criteria.every((c) => isMonotone(c, task.limit > 0))
    this.#pruning = this.#isMonotone ? task.criteria : task.criteria.flatMap((c) => monotonePart(c) ?? [])
  }

  run(): Found | undefined {
    for (const node of this.#order) if (this.#state[node] === unknown) this.#halve(this.#pathFrom(node))
    this.#judgeRest()
    if (!this.#best) return undefined
    const { grouping, loss } = this.#best
    return { grouping, loss, search: { nodes: this.#lattice.size, checked: this.#checked } }
  }

  /** Up through unknown nodes, where several lie above by the least loss. */
  #pathFrom(start: number): number[] {
    const path = [start]
    for (;;) {
      const next = this.#lattice
        .above(path.at(-1) ?? start)
        .filter((n) => this.#state[n] === unknown)
        .sort((a, b) => this.#early(a) - this.#early(b) || a - b)[0]
      if (next === undefined) return path
      path.push(next)
    }
  }

  #halve(path: readonly number[]): void {
    for (let low = 0, high = path.length - 1; low <= high; ) {
      const middle = (low + high) >> 1
      if (this.#holds(path[middle] ?? 0)) high = middle - 1
      else low = middle + 1
    }
  }

  #early(node: number): number {
    return this.#judge.early(this.#lattice.levels(node))
  }

  /** Groups the node, spreads what that says, and keeps it when it is the best so far. */
  #holds(node: number): boolean {
    if (this.#state[node] !== unknown) return this.#state[node] !== fails
    if (this.#best && this.#early(node) > this.#best.loss) {
      this.#spread(node, 'above', bounded)
      return true
    }
    const grouping = this.#group(node, this.#pruning)
    const answer = grouping.suppressedRows <= this.#task.limit
    this.#spread(node, answer ? 'above' : 'below', answer ? holds : fails)
    if (answer) this.#judgeNode(node, this.#isMonotone ? grouping : this.#group(node, this.#task.criteria))
    return answer
  }

  #group(node: number, criteria: readonly Criterion[]): Grouping {
    this.#checked++
    const from = this.#lattice.below(node).flatMap((n) => this.#snapshots.get(n) ?? [])
    const smallest = from.sort((a, b) => a.size - b.size)[0]
    const grouping = groupAt(this.#task.problem, criteria, this.#lattice.levels(node), smallest)
    if (grouping.merged.size * 2 < this.#task.problem.tuples.size) this.#keep(node, grouping.merged)
    return grouping
  }

  #keep(node: number, merged: Tuples): void {
    this.#snapshots.set(node, merged)
    const oldest = this.#snapshots.keys().next().value
    if (this.#snapshots.size > keptSnapshots && oldest !== undefined) this.#snapshots.delete(oldest)
  }

  #spread(node: number, towards: 'above' | 'below', state: number): void {
    this.#lattice.spread(node, towards, (n) => {
      const before = this.#state[n]
      if (before !== unknown && !(before === holds && state === bounded)) return false
      this.#state[n] = state
      return true
    })
  }

  #judgeNode(node: number, grouping: Grouping): void {
    this.#judged[node] = 1
    const bound = this.#judge.bound(grouping)
    if (grouping.suppressedRows <= this.#task.limit) {
      const loss = this.#judge.loss(grouping)
      const best = this.#best
      const isBetter = !best || loss < best.loss || (loss === best.loss && this.#isEarlier(node, best.node))
      if (isBetter) this.#best = { node, grouping, loss }
    }
    if (this.#best && bound > this.#best.loss)
      for (const above of this.#lattice.above(node)) this.#spread(above, 'above', bounded)
  }

  /** Of equal losses the one that the exhaustive search meets first. */
  #isEarlier(node: number, than: number): boolean {
    return (this.#rank[node] ?? 0) < (this.#rank[than] ?? 0)
  }

  /** What is known to hold without having been grouped, cheapest first. */
  #judgeRest(): void {
    const early = new Map<number, number>()
    for (const node of this.#order)
      if (this.#state[node] === holds && !this.#judged[node]) early.set(node, this.#early(node))
    const rest = [...early.keys()].sort((a, b) => (early.get(a) ?? 0) - (early.get(b) ?? 0))
    for (const node of rest) {
      if (this.#best && (early.get(node) ?? 0) > this.#best.loss) return
      if (this.#state[node] === holds) this.#judgeNode(node, this.#group(node, this.#task.criteria))
    }
  }
}
