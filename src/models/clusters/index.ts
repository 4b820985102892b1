import type { Settings } from './types.ts'

export { Clusters } from './clusters.ts'
export { faded } from './counts.ts'
export { topicMark } from './features.ts'
export type { Message, Placement, Reason, Settings, StoredCluster, StoredCounts, Terms } from './types.ts'

/** Chosen on the tuning part of data/hot-issues; what they give on the other part stands there. */
export const defaultSettings: Settings = {
  join: 0.2,
  merge: 0.4,
  messageTerms: 40,
  clusterTerms: 60,
  lookups: 15,
  mostPostings: 400,
  mostOfOne: 0.8,
  mostOfAddress: 0.5,
  mostOfSetting: 0.9,
  samePlace: 1.15,
  otherPlace: 0.7,
  fadeDays: 120,
  keepSingleDays: 90,
  keepDays: 180,
}
