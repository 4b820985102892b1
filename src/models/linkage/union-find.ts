/** Sets that grow together, with sets that never may. */
export class UnionFind {
  readonly #parents: Int32Array
  readonly #sizes: Int32Array
  readonly #forbidden = new Map<number, Set<number>>()

  constructor(count: number) {
    this.#parents = Int32Array.from({ length: count }, (_, k) => k)
    this.#sizes = new Int32Array(count).fill(1)
  }

  /** The record that stands for the set of this one. */
  find(record: number): number {
    const parents = this.#parents
    let root = record
    while (parents[root] !== root) root = parents[root] as number
    for (let at = record; at !== root; ) {
      const next = parents[at] as number
      parents[at] = root
      at = next
    }
    return root
  }

  /** Joins two sets, whatever is forbidden, and returns the record that stands for both. */
  unite(one: number, other: number): number {
    let large = this.find(one)
    let small = this.find(other)
    if (large === small) return large
    if ((this.#sizes[large] as number) < (this.#sizes[small] as number)) [large, small] = [small, large]
    this.#parents[small] = large
    this.#sizes[large] = (this.#sizes[large] as number) + (this.#sizes[small] as number)
    const inherited = this.#forbidden.get(small)
    if (inherited !== undefined) {
      this.#forbidden.delete(small)
      for (const enemy of inherited) {
        this.#forbidden.get(enemy)?.delete(small)
        this.#note(large, enemy)
        this.#note(enemy, large)
      }
    }
    return large
  }

  /** From now on the sets of the two must stay apart. */
  forbid(one: number, other: number): void {
    const a = this.find(one)
    const b = this.find(other)
    this.#note(a, b)
    this.#note(b, a)
  }

  isForbidden(one: number, other: number): boolean {
    return this.#forbidden.get(this.find(one))?.has(this.find(other)) ?? false
  }

  #note(set: number, enemy: number): void {
    const enemies = this.#forbidden.get(set)
    if (enemies === undefined) this.#forbidden.set(set, new Set([enemy]))
    else enemies.add(enemy)
  }
}
