import type { StoredCounts } from './types.ts'

const dayMs = 86_400_000
/** Weights are written in units that grow with time from here: old ones fade without being touched. */
const origin = Date.UTC(2020, 0, 1)

/** What one message of this time weighs; divided by the same of now it is its faded weight. */
export function weightAt(at: number, fadeDays: number): number {
  return Math.exp((at - origin) / (fadeDays * dayMs))
}

/** Messages that a young stream pretends to have seen: without them the first ones would weigh nothing. */
const pretended = 200

/** Below this share of one message a term is forgotten. */
const forgotten = 0.05

/** The stored count below which a term has faded. */
export function faded(at: number, fadeDays: number): number {
  return forgotten * weightAt(at, fadeDays)
}

/** In how many messages a term stands, old ones fading. */
export class TermCounts {
  readonly #counts = new Map<string, number>()
  #total = 0
  readonly #fadeDays: number

  constructor(fadeDays: number) {
    this.#fadeDays = fadeDays
  }

  restore(total: number, terms: StoredCounts['terms']): void {
    this.#total = total
    for (const [term, count] of terms) this.#counts.set(term, count)
  }

  get total(): number {
    return this.#total
  }

  /** The count as it is stored, in grown units. */
  stored(term: string): number {
    return this.#counts.get(term) ?? 0
  }

  /** Enters one message. */
  add(terms: Iterable<string>, at: number): void {
    const weight = weightAt(at, this.#fadeDays)
    this.#total += weight
    for (const term of terms) this.#counts.set(term, (this.#counts.get(term) ?? 0) + weight)
  }

  /** Inverse document frequency as of a time, 0 or more; of a term never seen that of one seen once. */
  idf(term: string, at: number): number {
    const unit = weightAt(at, this.#fadeDays)
    const count = (this.#counts.get(term) ?? 0) / unit
    return Math.max(0, Math.log((this.#total / unit + pretended) / (Math.max(count, 1) + 0.5)))
  }

  /** Forgets what has faded. */
  prune(at: number): void {
    const least = faded(at, this.#fadeDays)
    for (const [term, count] of this.#counts) if (count < least) this.#counts.delete(term)
  }
}
