/** Growing columns of passage numbers and weighted counts; counts are kept in quarters, up to 63. */
export class Postings {
  passages = new Uint32Array(4)
  counts = new Uint8Array(4)
  length = 0
  /** Passages that are still in the index. */
  live = 0

  add(passage: number, count: number): void {
    if (this.length === this.passages.length) this.#grow()
    this.passages[this.length] = passage
    this.counts[this.length] = Math.min(255, Math.max(1, Math.round(count * 4)))
    this.length++
    this.live++
  }

  #grow(): void {
    const size = Math.ceil(this.length * 1.5)
    const passages = new Uint32Array(size)
    passages.set(this.passages)
    this.passages = passages
    const counts = new Uint8Array(size)
    counts.set(this.counts)
    this.counts = counts
  }
}
