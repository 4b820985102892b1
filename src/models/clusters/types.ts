/** One message of the stream. Everything but its text is opaque: the clusters know no domain. */
export interface Message {
  readonly id: string
  /** Milliseconds since the epoch; messages may come somewhat out of order. */
  readonly at: number
  /** Empty where there is none, or where it only repeats how the text begins. */
  readonly title: string
  readonly text: string
  /** A road or the like: with the words it is made of it never makes a message join; empty where there is none. */
  readonly where: string
  /** What kind of matter it is, as the caller names it; empty = unknown. Shown as a reason with a mark before it. */
  readonly topic: string
  /** Where it is about, as the caller names it; empty = unknown. Equal keys speak for one cluster, different ones against. */
  readonly place: string
}

/** Term → weight, the heaviest first. */
export type Terms = readonly (readonly [term: string, weight: number])[]

/** What held a message to its cluster, for people to read. */
export interface Reason {
  readonly term: string
  /** Part of the score that this term brought; all parts and `place` together are the score. */
  readonly part: number
}

export interface Placement {
  readonly cluster: string
  readonly isNew: boolean
  /** 0 to about 1.2; at least the settings' `join` where it joined. */
  readonly score: number
  readonly reasons: readonly Reason[]
  /** Factor by which agreement or disagreement of the place changed the score. */
  readonly place: number
  /** What the message is known by, to take it out of a cluster again. */
  readonly terms: Terms
  /** Clusters that became part of this one, since the message would have joined them too and they are alike. */
  readonly absorbed: readonly string[]
}

/** A cluster as it is stored. Plain JSON. */
export interface StoredCluster {
  readonly id: string
  readonly count: number
  readonly lastAt: number
  /** Sum of the members' terms; weights grow with time (see `Ages`), so that old members fade. */
  readonly terms: Terms
  readonly places: readonly (readonly [place: string, count: number])[]
  /** People have decided about it: it is absorbed by none and absorbs none. */
  readonly settled: boolean
}

/** What the stream knows of its language: decaying counts of messages per term. Plain JSON. */
export interface StoredCounts {
  readonly total: number
  readonly terms: readonly (readonly [term: string, count: number])[]
}

export interface Settings {
  /** Score from which a message joins. */
  readonly join: number
  /** Likeness (cosine) from which two clusters that a message would join become one. */
  readonly merge: number
  /** Terms of a message that are kept. */
  readonly messageTerms: number
  /** Terms of a cluster that are kept; also its entries in the index. */
  readonly clusterTerms: number
  /** Rarest terms of a message by which candidates are looked up. */
  readonly lookups: number
  /** A term that stands in more clusters than this finds no candidates. */
  readonly mostPostings: number
  /** No term brings more than this share of `join`: one shared name alone makes no issue. */
  readonly mostOfOne: number
  /** Nor do the address and all words it is made of. */
  readonly mostOfAddress: number
  /** Nor do address and topic together: below 1, so that the texts have to share something too. */
  readonly mostOfSetting: number
  readonly samePlace: number
  readonly otherPlace: number
  /** Days after which a count, or a member's part in its cluster, has faded to 1/e. */
  readonly fadeDays: number
  /** Days without a message after which a cluster takes no more; a single message, and any larger one. */
  readonly keepSingleDays: number
  readonly keepDays: number
}
