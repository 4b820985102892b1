import type { RandomSource } from './random.ts'

/** A fraction of whole numbers; denominators are above 0. */
export interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

/**
 * Two-sided geometric (discrete Laplace) noise with P(n) ∝ exp(−|n| / scale), exactly: whole numbers only, no logarithm,
 * no floating point (Canonne, Kamath, Steinke 2020, algorithm 2). The textbook's log of a floating-point uniform leaves
 * gaps in its low bits by which the true value can be told (Mironov 2012); here are none.
 */
export function discreteLaplace({ over, under }: Fraction, random: RandomSource): bigint {
  if (over < 1n || under < 1n) throw new RangeError(`noise of scale ${over}/${under}`)
  for (;;) {
    const part = random(over)
    if (!bernoulliExp({ over: part, under: over }, random)) continue
    let whole = 0n
    while (bernoulliExp({ over: 1n, under: 1n }, random)) whole++
    const magnitude = (part + over * whole) / under
    const isNegative = random(2n) === 1n
    // Zero would be drawn twice as often as it may: once as +0, once as −0.
    if (!(isNegative && magnitude === 0n)) return isNegative ? -magnitude : magnitude
  }
}

/** True with probability exp(−over / under), for 0 ≤ over ≤ under (ibid., algorithm 1). */
function bernoulliExp({ over, under }: Fraction, random: RandomSource): boolean {
  let tries = 1n
  while (random(under * tries) < over) tries++
  return tries % 2n === 1n
}
