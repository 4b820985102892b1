import { shorten } from '../measured.ts'
import { emptyRing, push, type Ring } from '../ring.ts'

/**
 * How rare a number is among its predecessors, also beyond the largest of them: above the 95 % quantile of a window
 * (below the 5 % one) excesses are taken as exponential, the simplest case of the peaks-over-threshold method (Pickands
 * 1975; for streams Siffer et al., "Anomaly Detection in Streams with Extreme Value Theory", KDD 2017).
 */
export interface Tail {
  ring: Ring
  /** Numbers until the quantiles are read anew. */
  left: number
  high: number
  highExcess: number
  low: number
  lowExcess: number
  middle: number
}

export function emptyTail(): Tail {
  return { ring: emptyRing(), left: 0, high: 0, highExcess: 0, low: 0, lowExcess: 0, middle: 0 }
}

const share = 0.05
/** Sorting the window costs more than all else, and the fuller it is the slower its quantiles move. */
const refreshAtLeastEvery = 16
const refreshShare = 1 / 64
/** With fewer predecessors a tail says nothing. */
const fewest = 30
/** Keeps the surprise finite where all excesses are zero. */
const least = 1e-12

/** Adds a number; `size` is the window's length. */
export function learnTail(tail: Tail, x: number, size: number): void {
  push(tail.ring, shorten(x), size)
  if (tail.ring.values.length < fewest) return
  if (tail.left > 0) {
    tail.left--
    return
  }
  const sorted = Float64Array.from(tail.ring.values).sort()
  const n = sorted.length
  tail.left = Math.max(refreshAtLeastEvery, Math.floor(n * refreshShare)) - 1
  const k = Math.max(5, Math.floor(n * share))
  tail.high = sorted[n - k - 1] as number
  tail.low = sorted[k] as number
  tail.middle = sorted[n >> 1] as number
  let above = 0
  let below = 0
  for (let i = 0; i < k; i++) {
    above += (sorted[n - 1 - i] as number) - tail.high
    below += tail.low - (sorted[i] as number)
  }
  tail.highExcess = above / k
  tail.lowExcess = below / k
}

const hasLearned = (tail: Tail): boolean => tail.ring.values.length >= fewest

/** Minus the decimal logarithm of the share of larger numbers; 0 within the bulk. */
export function surpriseAbove(tail: Tail, number: number): number {
  // Rounded like the window: what rounding adds is no excess.
  const x = shorten(number)
  if (!hasLearned(tail) || x <= tail.high) return 0
  return -Math.log10(share) + (x - tail.high) / (tail.highExcess + least) / Math.LN10
}

/** The same downwards. */
export function surpriseBelow(tail: Tail, number: number): number {
  const x = shorten(number)
  if (!hasLearned(tail) || x >= tail.low) return 0
  return -Math.log10(share) + (tail.low - x) / (tail.lowExcess + least) / Math.LN10
}

/** Where a surprise of this size begins, below and above. */
export function bandOf(tail: Tail, surprise: number): { lower: number; upper: number } {
  const steps = Math.max(0, surprise + Math.log10(share)) * Math.LN10
  return { lower: tail.low - steps * tail.lowExcess, upper: tail.high + steps * tail.highExcess }
}
