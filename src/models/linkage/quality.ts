import type { WeightedPairs } from './entities.ts'

/** Pairs judged against a known truth. */
export interface PairFigures {
  readonly links: number
  readonly right: number
  /** True pairs there are. */
  readonly truth: number
  /** 1 where nothing was linked. */
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

export function pairFigures(links: number, right: number, truth: number): PairFigures {
  const precision = links === 0 ? 1 : right / links
  const recall = truth === 0 ? 1 : right / truth
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { links, right, truth, precision, recall, f1 }
}

/** Figures of the pairs from a threshold in bits on. */
export function judgePairs(
  pairs: WeightedPairs,
  threshold: number,
  isSame: (left: number, right: number) => boolean,
  truth: number,
): PairFigures {
  let links = 0
  let right = 0
  for (let n = 0; n < pairs.weight.length; n++) {
    if ((pairs.weight[n] as number) < threshold) continue
    links++
    if (isSame(pairs.left[n] as number, pairs.right[n] as number)) right++
  }
  return pairFigures(links, right, truth)
}

/** The threshold in bits with the best F1 on labelled pairs; of equals the highest. Measure it on others. */
export function bestThreshold(
  pairs: WeightedPairs,
  isSame: (left: number, right: number) => boolean,
  truth: number,
): { readonly threshold: number; readonly figures: PairFigures } {
  const order = Uint32Array.from({ length: pairs.weight.length }, (_, n) => n).sort(
    (a, b) => (pairs.weight[b] as number) - (pairs.weight[a] as number),
  )
  let best = { threshold: Number.POSITIVE_INFINITY, figures: pairFigures(0, 0, truth) }
  let right = 0
  for (const [n, pair] of order.entries()) {
    if (isSame(pairs.left[pair] as number, pairs.right[pair] as number)) right++
    const weight = pairs.weight[pair] as number
    const next = order[n + 1]
    if (next !== undefined && pairs.weight[next] === weight) continue
    const figures = pairFigures(n + 1, right, truth)
    if (figures.f1 > best.figures.f1) best = { threshold: weight, figures }
  }
  return best
}
