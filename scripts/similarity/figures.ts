import { bootstrapInterval, type Interval } from '#models/evaluation'
import type { LabelledPair } from './pairs.ts'

/**
 * How many pairs of the 4,326 messages lie in each stratum, counted when the pairs were drawn (the lowest strata by sampled shares). `c` is the similarity
 * of the first version of the score from this value on; `n` the pairs that it put below .25 although they share .12
 * of their character pairs (naive Jaccard).
 */
export const strataSizes: Readonly<Record<string, number>> = {
  'c0.00': 9_303_856,
  'c0.05': 39_304,
  'c0.10': 4_756,
  'c0.15': 1_758,
  'c0.20': 1_243,
  'n0.12': 1_251,
  'c0.25': 1_033,
  'c0.30': 913,
  'c0.40': 244,
  'c0.50': 167,
  'c0.70': 450,
}

export interface Figures {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

type Weigh = (pair: LabelledPair) => number

/** Precision, recall and F1 of "the same matter from this score on"; 0 where nothing is divided by nothing. */
export function figuresAt(
  pairs: readonly LabelledPair[],
  threshold: number,
  weigh: Weigh = () => 1,
): Figures {
  const sum = (fits: (p: LabelledPair) => boolean) =>
    pairs.filter(fits).reduce((total, p) => total + weigh(p), 0)
  const hits = sum((p) => p.same && p.score >= threshold)
  const named = sum((p) => p.score >= threshold)
  const same = sum((p) => p.same)
  return {
    precision: named === 0 ? 0 : hits / named,
    recall: same === 0 ? 0 : hits / same,
    f1: named + same === 0 ? 0 : (2 * hits) / (named + same),
  }
}

/** The threshold of the highest F1; of equals the highest. */
export function bestThreshold(pairs: readonly LabelledPair[]): number {
  const scores = [...new Set(pairs.map((p) => p.score))].sort((a, b) => b - a)
  let best = { threshold: 1, f1: 0 }
  for (const threshold of scores) {
    const { f1 } = figuresAt(pairs, threshold)
    if (f1 > best.f1) best = { threshold, f1 }
  }
  return Math.floor(best.threshold * 100) / 100
}

export function intervals(
  pairs: readonly LabelledPair[],
  threshold: number,
): Record<keyof Figures, Interval> {
  const of = (figure: keyof Figures) =>
    bootstrapInterval(pairs, (sample) => figuresAt(sample, threshold)[figure])
  return { precision: of('precision'), recall: of('recall'), f1: of('f1') }
}

/** Each pair stands for the pairs of its stratum that were not drawn. */
export function stratumWeights(pairs: readonly LabelledPair[]): Weigh {
  const drawn = Map.groupBy(pairs, (p) => p.stratum)
  return (pair) => (strataSizes[pair.stratum] ?? 0) / (drawn.get(pair.stratum)?.length ?? 1)
}
