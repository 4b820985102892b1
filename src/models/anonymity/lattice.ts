/** All combinations of levels as numbers in mixed radix: the last attribute runs fastest, 0 is the data as it is. */
export class Lattice {
  readonly size: number
  readonly #steps: readonly number[]
  readonly #tops: readonly number[]

  /** @throws RangeError above 2^26 combinations: the state of the search would not fit. */
  constructor(tops: readonly number[]) {
    const steps: number[] = []
    let size = 1
    for (const top of tops.toReversed()) {
      steps.unshift(size)
      size *= top + 1
    }
    if (size > 2 ** 26) throw new RangeError(`${size} combinations of levels, at most ${2 ** 26}`)
    this.#tops = tops
    this.#steps = steps
    this.size = size
  }

  levels(node: number): number[] {
    return this.#steps.map((step, i) => Math.floor(node / step) % ((this.#tops[i] ?? 0) + 1))
  }

  /** Direct neighbours, one level more general. */
  above(node: number): number[] {
    return this.#neighbours(node, 1)
  }

  /** Direct neighbours, one level less general. */
  below(node: number): number[] {
    return this.#neighbours(node, -1)
  }

  #neighbours(node: number, by: 1 | -1): number[] {
    const all: number[] = []
    for (let i = 0; i < this.#steps.length; i++) {
      const step = this.#steps[i] ?? 1
      const level = Math.floor(node / step) % ((this.#tops[i] ?? 0) + 1)
      if (by === 1 ? level < (this.#tops[i] ?? 0) : level > 0) all.push(node + by * step)
    }
    return all
  }

  /** Marks the node and all beyond it that `mark` has not marked before (`mark` says whether it did). */
  spread(node: number, towards: 'above' | 'below', mark: (node: number) => boolean): void {
    const waiting = [node]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      if (mark(next)) for (const neighbour of this[towards](next)) waiting.push(neighbour)
  }

  /** Nodes from the least to the most general by the sum of levels; equal ones by number. */
  bottomUp(): Int32Array {
    const height = new Int32Array(this.size)
    for (let node = 0; node < this.size; node++)
      height[node] = this.levels(node).reduce((sum, l) => sum + l, 0)
    return Int32Array.from({ length: this.size }, (_, n) => n).sort(
      (a, b) => (height[a] ?? 0) - (height[b] ?? 0) || a - b,
    )
  }
}
