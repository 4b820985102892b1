import type { Comparison, Field } from './settings.ts'

/** What a level tells of a pair. The last level of a comparison is „else". */
export interface LevelFigures {
  /** Share of the true pairs that have this level, among those with both values. */
  readonly m: number
  /** Share of the pairs of different entities that have it. */
  readonly u: number
}

/** A trained Fellegi–Sunter model; plain data that JSON keeps. */
export interface LinkageModel {
  readonly fields: readonly Field[]
  readonly comparisons: readonly (Comparison & { readonly figures: readonly LevelFigures[] })[]
  /** Probability that two records drawn at random are of one entity. */
  readonly prior: number
}

/** Bits that a level adds: log2(m / u). */
export const levelWeight = ({ m, u }: LevelFigures): number => Math.log2(m / u)

/** Bits of the prior: log2 of its odds. */
export const priorWeight = (prior: number): number => Math.log2(prior / (1 - prior))

/** Probability of a match weight in bits, prior included. */
export const probabilityOf = (weight: number): number => 1 / (1 + 2 ** -weight)

/** Match weight in bits of a probability. */
export const weightOf = (probability: number): number => Math.log2(probability / (1 - probability))

/**
 * Bits of the term-frequency adjustment of two values that agree exactly: log2(u / share) × strength, as in Splink: u is
 * how often any value agrees by chance, the share is how often this one does.
 */
export function frequencyWeight(u: number, share: number, strength: number): number {
  return Math.log2(u / share) * strength
}

export type Outcome = 'link' | 'doubtful' | 'no-link'

export interface Thresholds {
  /** Probability from which two records count as one entity. */
  readonly link: number
  /** Probability from which a person looks at the pair. */
  readonly doubt: number
}

/** Throws RangeError unless 0 ≤ doubt ≤ link ≤ 1. */
export function outcomeOf(probability: number, { link, doubt }: Thresholds): Outcome {
  if (!(doubt >= 0 && doubt <= link && link <= 1)) throw new RangeError(`thresholds ${doubt} and ${link}`)
  if (probability >= link) return 'link'
  return probability >= doubt ? 'doubtful' : 'no-link'
}
