/** Larger magnitudes are cut to this: their squares and sums stay finite, so that no state is poisoned for good. */
const largest = 1e120

/** A value that a detector may compute with: null where it is missing, not a number or infinite. */
export function measured(value: number | null): number | null {
  if (value === null || !Number.isFinite(value)) return null
  return Math.max(-largest, Math.min(largest, value))
}

/** The largest distance from the epoch that a date can have, in milliseconds (ECMAScript time range). */
const farthest = 8.64e15

/** An event time that a detector may compute with: null where it is no time. */
export function timed(at: number): number | null {
  return Math.abs(at) <= farthest ? at : null
}

/** Keeps a number within bounds; NaN becomes the lower one. */
export function clamp(value: number, low: number, high: number): number {
  return value > low ? Math.min(value, high) : low
}

/** Six significant digits: what a memory needs, in half the room that all digits take in JSON. */
export function shorten(value: number): number {
  return Number(value.toPrecision(6))
}
