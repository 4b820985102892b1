/** Counts are kept in quarters, up to 63. */
const mostCounted = 255

/**
 * The passages of one term with their weighted counts, both in one small integer: most terms stand in few passages, and
 * two typed arrays for each took five times the memory. Holds up to 4,194,303 passages.
 */
export class Postings {
  readonly #packed: number[] = []
  /** Passages that are still in the index. */
  live = 0

  get length(): number {
    return this.#packed.length
  }

  add(passage: number, count: number): void {
    this.#packed.push(passage * 256 + Math.min(mostCounted, Math.max(1, Math.round(count * 4))))
    this.live++
  }

  passage(at: number): number {
    return (this.#packed[at] ?? 0) >>> 8
  }

  count(at: number): number {
    return ((this.#packed[at] ?? 0) & 255) / 4
  }
}
