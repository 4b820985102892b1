import type { Hit } from './types.ts'

/** Fitted on the fitting half of the two public sets by scripts/evaluate-retrieval.ts --fit. */
const fitted = { bias: -4.513, coverage: 6.338, margin: 7.707 }

/** What the calibration reads: how much of the question the first passage holds, and its lead over the second. */
export function signs(hits: readonly Hit[]): { coverage: number; margin: number } {
  const [first, second] = hits
  if (first === undefined) return { coverage: 0, margin: 0 }
  return { coverage: first.coverage, margin: 1 - (second?.score ?? 0) / first.score }
}

/** The probability that the first passage answers the question; 0 where nothing was found. */
export function confidenceOf(hits: readonly Hit[], weights = fitted): number {
  if (hits.length === 0) return 0
  const { coverage, margin } = signs(hits)
  return 1 / (1 + Math.exp(-(weights.bias + weights.coverage * coverage + weights.margin * margin)))
}
