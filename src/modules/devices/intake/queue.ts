/** What waits to be stored: so many readings, for at most so long. */
interface Entry {
  readonly readings: readonly unknown[]
  readonly waitMs: number
}

/** Readings that one batch carries at most. */
const mostInBatch = 2000
/** So many readings are stored at once, whatever they may wait. */
const enough = 500

/** Messages in the order in which they came, and when the first of them has to be stored. Times are monotonic, in ms. */
export class IntakeQueue<M extends Entry> {
  private waiting: M[] = []
  private size = 0
  private dueAt = Number.POSITIVE_INFINITY

  /** Readings that wait. */
  get count(): number {
    return this.size
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0
  }

  put(message: M, now: number): void {
    this.waiting.push(message)
    this.size += message.readings.length
    this.dueAt = this.size >= enough ? now : Math.min(this.dueAt, now + message.waitMs)
  }

  /** Nothing waits for others any more. */
  hurry(): void {
    this.dueAt = Number.NEGATIVE_INFINITY
  }

  /** How long until a batch is due; 0 when it is. */
  rest(now: number): number {
    return Math.max(0, this.dueAt - now)
  }

  /** Takes out what fits into one batch; what is left over is due at once. */
  next(): M[] {
    let n = 0
    let size = 0
    while (
      n < this.waiting.length &&
      (n === 0 || size + (this.waiting[n]?.readings.length ?? 0) <= mostInBatch)
    )
      size += this.waiting[n++]?.readings.length ?? 0
    const batch = this.waiting.slice(0, n)
    this.waiting = this.waiting.slice(n)
    this.size -= size
    this.dueAt = this.waiting.length > 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
    return batch
  }
}
