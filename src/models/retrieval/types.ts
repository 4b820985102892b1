import type { Family } from './terms.ts'

/** A piece of text that can be found; a field weighs as `fieldWeights` says, 1 where it says nothing. */
export interface Passage {
  readonly id: string
  readonly fields: Readonly<Record<string, string>>
}

export interface RetrievalSettings {
  readonly familyWeights: Readonly<Record<Family, number>>
  readonly fieldWeights: Readonly<Record<string, number>>
  /** Saturation of repeated terms. */
  readonly k1: number
  /** How much the length of a passage counts against it, 0 to 1. */
  readonly b: number
  /** What a term that a synonym added counts beside one that the question holds. */
  readonly synonymWeight: number
}

/** A word as people say it, and the words that texts use for it. */
export interface SynonymEntry {
  readonly say: string
  readonly means: readonly string[]
}

/** One term's part of a score. */
export interface TermScore {
  readonly term: string
  readonly family: Family
  readonly score: number
  /** The question's word that brought it in, when a synonym did. */
  readonly because?: string
}

export interface Hit {
  readonly id: string
  readonly score: number
  /** Share of the question's informative words that the passage holds, 0 to 1. */
  readonly coverage: number
  /** The strongest first. */
  readonly terms: readonly TermScore[]
}

export interface Search {
  readonly hits: readonly Hit[]
  /** Calibrated: of searches with confidence p, a share p has the right passage first. */
  readonly confidence: number
}
