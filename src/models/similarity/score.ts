/** What is known of two messages beside their texts. */
export interface Circumstances {
  /** Similarity of the texts, 0 to 1. */
  readonly text: number
  /** How near the places are: the same smallest place, the same township, elsewhere; unknown where one has none. */
  readonly place: 'same' | 'near' | 'elsewhere' | 'unknown'
  /** Between the two reports. */
  readonly days: number
  /** Whether the other is still being worked on. */
  readonly open: boolean
}

/**
 * What each circumstance leaves of the similarity of the texts. Set by reasoning, before any pair was labelled: place
 * and time may lower a score and never make one. A half-life of a season: street works and smells come back with it.
 */
const left = { same: 1, near: 0.95, unknown: 0.9, elsewhere: 0.6 } as const
const halfLifeDays = 90
const oldest = 0.7
const closed = 0.8

/** One number from 0 to 1 of which a person can be told what it is made of. */
export function scoreOf({ text, place, days, open }: Circumstances): number {
  const recent = oldest + (1 - oldest) * 2 ** (-Math.abs(days) / halfLifeDays)
  return text * left[place] * recent * (open ? 1 : closed)
}
